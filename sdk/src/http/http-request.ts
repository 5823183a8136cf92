import { requestIdIn } from '../answer';
import { ConnectionError, KeywardError, type UsageError } from '../errors';
import { usageError } from '../usage-error';
import { callSite, type CallSite, withCallSite } from '../keyward-error';
import { fillPath, withQuery } from './address';
import { Attempt } from './attempt';
import type { Connection } from './connection';
import type { ApiRequestOptions } from './generated-core';
import { messageBodyOf } from './message-body';
import { isRedirect, withoutQuery } from './redirect';
import { requestHeaders } from './request-headers';
import { ResponseDownload } from './response-download';
import { Observer } from './observer';
import { type AnsweredCall, notOfServer, refusalOf } from './refusal';
import { pause, pauseBeforeRetry } from './retry';
import { fieldsOf, firstText, hasFields } from './unknown';
import { redirectedTo } from './wrong-address';
import type { AnswerKind } from './api-profile';

const READING = ['GET', 'HEAD'];

interface Message {
  readonly method: string;
  /** The path in the document. */
  readonly path: string;
  readonly url: string;
  readonly init: RequestInit;
  readonly answer: AnswerKind;
  readonly call: AnsweredCall;
  readonly repeatable: boolean;
}

/**
 * Sends every call of every client.
 * @param site where the program made the call, for errors
 */
export async function sendRequest<T>(
  connection: Connection,
  options: ApiRequestOptions,
  site = callSite(options),
): Promise<T> {
  try {
    const message = await compose(connection, options);
    // The only unchecked type: the document defines what the server returns.
    return (await send(connection, message, site)) as T;
  } catch (error) {
    throw withCallSite(site, error);
  }
}

async function compose(connection: Connection, options: ApiRequestOptions): Promise<Message> {
  const { baseUrl, profile } = connection;
  const { method, url } = options;
  const { answer = 'json' } = options;
  const retryable = READING.includes(method) || profile.retryable?.includes(`${method} ${url}`) === true;
  const keyed = !retryable && options.keyed === true;
  try {
    const body = await messageBodyOf(options);
    return {
      method,
      path: url,
      url: `${baseUrl}${withQuery(fillPath(url, options.path), options.query)}`,
      init: {
        method,
        headers: requestHeaders(connection, {
          options,
          answer,
          contentType: body.contentType,
          keyed,
        }),
        ...(body.content !== undefined && { body: body.content }),
        credentials: 'omit',
        // A redirect would send the API key to its target, and turn a POST into a GET.
        redirect: 'manual',
      },
      answer: method === 'HEAD' ? 'none' : answer,
      call: {
        baseUrl,
        presentsLicense: presentsLicense(options),
        mayBeEmpty: answer === 'binary' || answer === 'none',
        refusals: profile.refusals,
      },
      repeatable: retryable || keyed,
    };
  } catch (cause) {
    throw cause instanceof KeywardError ? cause : invalidRequest(cause);
  }
}

async function send(connection: Connection, message: Message, site: CallSite): Promise<unknown> {
  const { settings } = connection;
  const { method, path, url } = message;
  const observer = new Observer({ method, path, url }, settings);
  for (let retry = 1; ; retry++) {
    const attempt = new Attempt(connection, site);
    try {
      return await exchange(connection, message, attempt, observer);
    } catch (failure) {
      attempt.drop();
      const error = withCallSite(site, failure);
      // Anything else is a mistake in a hook, a custom fetch or this package: it is neither retried nor disguised.
      if (!(error instanceof KeywardError)) {
        throw error;
      }
      const wait = message.repeatable ? pauseBeforeRetry(error, retry, settings) : undefined;
      if (wait === undefined) {
        observer.failure(error);
        throw error;
      }
      await observer.retry(error, wait);
      await pause(wait, settings.signal);
    }
  }
}

async function exchange(
  { baseUrl, fetch, listener, profile }: Connection,
  { url, init, answer, call }: Message,
  attempt: Attempt,
  observer: Observer,
): Promise<unknown> {
  // Each attempt has its own headers: a hook may change them.
  const headers = new Headers(init.headers);
  await observer.request(headers);
  const response = await attempt.during(() => fetch(url, { ...init, headers, signal: attempt.signal }));
  await observer.response(response);
  const text = (): Promise<string> => textOf(response, attempt, profile.maxAnswer);
  if (isRedirect(response)) {
    throw redirected(baseUrl, response);
  }
  if (!response.ok) {
    throw refusalOf(response, await text(), call);
  }
  if (isPage(response)) {
    throw notOfServer(baseUrl, response, await text());
  }
  listener.onResponse?.(response);
  if (answer !== 'binary') {
    return read(baseUrl, response, await text(), answer);
  }
  const download = new ResponseDownload(response, attempt);
  if (!listener.onDownload) {
    return download.blob();
  }
  listener.onDownload(download);
  return undefined;
}

async function textOf(response: Response, attempt: Attempt, longest = Infinity): Promise<string> {
  const text = await attempt.during(() => beginningOf(response, longest));
  attempt.close();
  return text;
}

/** A body may come from elsewhere, and never end. */
async function beginningOf(response: Response, longest: number): Promise<string> {
  // React Native has no streams.
  const reader = longest < Infinity ? response.body?.getReader() : undefined;
  if (!reader) {
    return response.text();
  }
  const decoder = new TextDecoder();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length > longest) {
      await reader.cancel();
      return text;
    }
  }
  return text + decoder.decode();
}

function read(baseUrl: string, response: Response, text: string, answer: AnswerKind): unknown {
  if (answer === 'none' || response.status === 204) {
    return undefined;
  }
  return answer === 'text' ? text : parseJson(baseUrl, response, text);
}

/** All APIs answer with objects. */
function parseJson(baseUrl: string, response: Response, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notOfServer(baseUrl, response, text, cause);
  }
  if (!hasFields(value) || Array.isArray(value)) {
    throw notOfServer(baseUrl, response, value);
  }
  return value;
}

/** A captive portal or a proxy may answer 200 with its page, also where a file or nothing is expected. */
function isPage({ headers }: Response): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '');
}

function redirected(baseUrl: string, { status, headers }: Response): ConnectionError {
  const target = withoutQuery(headers.get('location') ?? 'another address');
  return new ConnectionError(redirectedTo(baseUrl, target), {
    status,
    code: 'REDIRECTED',
    requestId: requestIdIn(headers),
    headers,
  });
}

function invalidRequest(cause: unknown): UsageError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return usageError(`Cannot be sent: ${reason}`, 'INVALID_REQUEST', cause);
}

/** Whether the body or the credential of a call is a license key. */
function presentsLicense({ body, headers }: ApiRequestOptions): boolean {
  const { license_key, license_code } = fieldsOf(body);
  const authorization = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return firstText(license_key, license_code) !== undefined || /^License /i.test(firstText(authorization) ?? '');
}
