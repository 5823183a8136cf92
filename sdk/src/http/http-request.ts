import { requestIdIn } from '../answer';
import { KeywardError } from '../keyward-error';
import { fillPath, withQuery } from './address';
import { Attempt } from './attempt';
import type { Connection } from './connection';
import type { ApiRequestOptions } from './generated-core';
import { messageBodyOf } from './message-body';
import { requestHeaders } from './request-headers';
import { ResponseDownload } from './response-download';
import { refusalOf } from './refusal';
import { pause, pauseBeforeRetry } from './retry';
import type { AnswerKind } from './api-profile';

const READING = ['GET', 'HEAD', 'OPTIONS'];

interface Message {
  readonly address: string;
  readonly init: RequestInit;
  readonly answer: AnswerKind;
  readonly repeatable: boolean;
}

/** Sends every call of every client. */
export class HttpRequest {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async request<T>(options: ApiRequestOptions): Promise<T> {
    const message = await this.#compose(options);
    // The only unchecked type: the document defines what the server returns.
    return (await this.#send(message)) as T;
  }

  async #compose(options: ApiRequestOptions): Promise<Message> {
    const { baseUrl, profile } = this.#connection;
    const { method, url } = options;
    const operation = `${method} ${url}`;
    const answer = profile.answers[operation] ?? 'json';
    const retryable = READING.includes(method) || profile.retryable?.includes(operation) === true;
    const idempotencyKeyed = !retryable && profile.idempotencyKeyed.includes(operation);
    try {
      const body = await messageBodyOf(options);
      return {
        address: `${baseUrl}${withQuery(fillPath(url, options.path), options.query)}`,
        init: {
          method,
          headers: requestHeaders(this.#connection, {
            options,
            answer,
            contentType: body.contentType,
            idempotencyKeyed,
          }),
          ...(body.content !== undefined && { body: body.content }),
          credentials: 'omit',
          // A redirect would send the API key to its target, and turn a POST into a GET.
          redirect: 'manual',
        },
        answer: method === 'HEAD' ? 'none' : answer,
        repeatable: retryable || idempotencyKeyed,
      };
    } catch (cause) {
      throw cause instanceof KeywardError ? cause : invalidRequest(cause);
    }
  }

  async #send(message: Message): Promise<unknown> {
    const { settings } = this.#connection;
    for (let retry = 1; ; retry++) {
      const attempt = new Attempt(settings.timeoutMs, settings.signal);
      try {
        return await this.#exchange(message, attempt);
      } catch (error) {
        const failure = attempt.failure(error);
        attempt.drop();
        const wait = message.repeatable ? pauseBeforeRetry(failure, retry, settings) : undefined;
        if (wait === undefined) {
          throw failure;
        }
        await pause(wait, settings.signal);
      }
    }
  }

  async #exchange({ address, init, answer }: Message, attempt: Attempt): Promise<unknown> {
    const { fetch, listener } = this.#connection;
    const response = await attempt.during(fetch(address, { ...init, signal: attempt.signal }));
    if (isRedirect(response)) {
      throw redirected(response);
    }
    if (!response.ok) {
      throw refusalOf(response, await textOf(response, attempt));
    }
    listener.onResponse?.(response);
    if (answer !== 'binary') {
      return read(response, await textOf(response, attempt), answer);
    }
    const download = new ResponseDownload(response, attempt);
    if (!listener.onDownload) {
      return download.blob();
    }
    listener.onDownload(download);
    return undefined;
  }
}

async function textOf(response: Response, attempt: Attempt): Promise<string> {
  const text = await attempt.during(response.text());
  attempt.close();
  return text;
}

function read(response: Response, text: string, answer: AnswerKind): unknown {
  if (answer === 'none' || response.status === 204) {
    return undefined;
  }
  return answer === 'text' ? text : parseJson(response, text);
}

function parseJson({ status, headers }: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `The server answered ${status} with something other than JSON`;
    throw new KeywardError(message, {
      status,
      code: 'INVALID_ANSWER',
      requestId: requestIdIn(headers),
      body: text,
      headers,
      cause,
    });
  }
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

function redirected({ status, headers }: Response): KeywardError {
  const target = headers.get('location') ?? 'another address';
  const message = `The server sends us to ${target}: give the address that it answers at as baseUrl`;
  return new KeywardError(message, { status, code: 'REDIRECTED', requestId: requestIdIn(headers), headers });
}

function invalidRequest(cause: unknown): KeywardError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KeywardError(`The call cannot be sent: ${reason}`, { status: 0, code: 'INVALID_REQUEST', cause });
}
