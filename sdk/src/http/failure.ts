import { AbortedError, ConnectionError, KeywardError } from '../errors';
import { fieldsOf, firstText, hasFields } from './unknown';

const PROGRAMMING_ERROR = /^(?:Eval|Range|Reference|Syntax|URI)Error$/;
/** The engines' messages for a TypeError in a program; `fetch` throws a TypeError for a lost connection, too. */
const MISTAKE =
  / is not (?:a function|a constructor|iterable|an object)\b|^Cannot |can't access property|Illegal invocation/;

/** Converts what `fetch` threw. A mistake in a program's own `fetch` is not an outage and is returned unchanged. */
export function fetchFailure(error: unknown): unknown {
  if (error instanceof KeywardError || isProgrammingError(error)) {
    return error;
  }
  return new ConnectionError(`The server could not be reached: ${reasonOf(error)}`, {
    status: 0,
    code: 'NETWORK_ERROR',
    cause: error,
  });
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

/** Node's message is "fetch failed"; the reason is in the cause, sometimes only as a code. */
function reasonOf(error: unknown): string {
  const cause = fieldsOf(fieldsOf(error).cause);
  return firstText(cause.message, cause.code, fieldsOf(error).message) ?? 'the connection failed';
}
