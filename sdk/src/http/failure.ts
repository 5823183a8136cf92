import { AbortedError, ConnectionError, KeywardError } from '../errors';
import { fieldsOf, firstText, hasFields } from './unknown';
import { unreachable } from './wrong-address';

const PROGRAMMING_ERROR = /^(?:Eval|Range|Reference|Syntax|URI)Error$/;
/** The engines' messages for a TypeError in a program; `fetch` throws a TypeError for a lost connection, too. */
const MISTAKE =
  / is not (?:a function|a constructor|iterable|an object)\b|^Cannot |can't access property|Illegal invocation/;

/** Converts what `fetch` threw. A mistake in a program's own `fetch` is not an outage and is returned unchanged. */
export function fetchFailure(baseUrl: string | undefined, error: unknown): unknown {
  if (error instanceof KeywardError || isProgrammingError(error)) {
    return error;
  }
  return new ConnectionError(unreachable(baseUrl, error), { status: 0, code: 'NETWORK_ERROR', cause: error });
}

export function timeoutAfter(milliseconds: number): ConnectionError {
  return new ConnectionError(`The server did not answer within ${milliseconds} ms`, { status: 0, code: 'TIMEOUT' });
}

export function abortedBy(signal: AbortSignal | undefined): AbortedError {
  return new AbortedError('The call was aborted', { status: 0, code: 'ABORTED', cause: signal?.reason });
}

function isProgrammingError(error: unknown): boolean {
  if (!hasFields(error) || !('name' in error)) {
    return false;
  }
  const { cause, message } = fieldsOf(error);
  return (
    PROGRAMMING_ERROR.test(String(error.name)) ||
    (error.name === 'TypeError' && cause === undefined && MISTAKE.test(firstText(message) ?? ''))
  );
}
