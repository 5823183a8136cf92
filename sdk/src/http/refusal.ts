import { requestIdIn } from '../answer';
import { isErrorCode, isRefusalCode, type RefusalCode } from '../error-code';
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type KeywardError,
  type KeywardErrorFacts,
  LicenseRefusedError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UsageError,
} from '../errors';
import { fieldsOf, firstText, hasFields } from './unknown';
import { CHECK_ADDRESS, CHECK_NETWORK, notThere } from './wrong-address';

/** What a response answers. */
export interface AnsweredCall {
  readonly baseUrl: string;
  /** Whether the call presents a license, so that a refusal is a verdict about it. */
  readonly presentsLicense: boolean;
  /** Whether an error may have no body, as of HEAD and of downloads. */
  readonly mayBeEmpty: boolean;
  /** Codes of refusals that only this API has. */
  readonly refusals?: readonly RefusalCode[] | undefined;
}

type ErrorClass = new (message: string, facts: KeywardErrorFacts) => KeywardError;

const CLASSES: Readonly<Partial<Record<number, ErrorClass>>> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  // The server did not receive the request in time.
  408: ConnectionError,
  409: ConflictError,
  429: RateLimitError,
};

/** Proxies ask for their own authentication, captive portals for a log-in. */
const NETWORK_STATUSES = [407, 511];

/** Converts an error response of any API to a KeywardError. */
export function refusalOf(response: Response, text: string, call: AnsweredCall): KeywardError {
  const body = parsed(text);
  if (!isOfServer(response.status, body, call)) {
    return notOfServer(call.baseUrl, response, body);
  }
  const flat = fieldsOf(body);
  // The native API and V2 nest the fields that the others have at the top level, JSON:API in the first of several errors.
  const nested = fieldsOf(Array.isArray(flat.errors) && !flat.message ? flat.errors[0] : flat.error);
  const { status, headers } = response;
  const message =
    firstText(nested.message, nested.detail, flat.error, flat.message) ?? `The server answered ${statusLine(response)}`;
  const code = firstText(nested.code, flat.code, flat.error_code, flat.status_code);
  const facts: KeywardErrorFacts = {
    status,
    code: isErrorCode(code) ? code : `HTTP_${status}`,
    requestId: firstText(nested.request_id, flat.request_id) ?? requestIdIn(headers),
    details: nested.details ?? flat.details ?? flat.errors,
    body,
    retryAfter: retryAfterIn(headers),
    headers,
  };
  if (facts.code === 'PATH_NOT_FOUND') {
    return new ConnectionError(notThere(call.baseUrl, message, CHECK_ADDRESS), facts);
  }
  const ErrorClass = classOf(facts, call);
  return new ErrorClass(message, facts);
}

function classOf({ status, code }: KeywardErrorFacts, { presentsLicense, refusals }: AnsweredCall): ErrorClass {
  if (presentsLicense && isRefusalCode(code, refusals)) {
    return LicenseRefusedError;
  }
  return CLASSES[status] ?? (status >= 500 ? ServerError : UsageError);
}

/** A response of something between the client and the server: a captive portal, a proxy, a load balancer. */
export function notOfServer(baseUrl: string, response: Response, body: unknown, cause?: unknown): ConnectionError {
  const { status, headers } = response;
  const type = headers.get('content-type') ?? 'no content type';
  const advice = /\bhtml\b/i.test(type) ? CHECK_NETWORK : CHECK_ADDRESS;
  return new ConnectionError(notThere(baseUrl, `something else did, ${statusLine(response)}, ${type}`, advice), {
    status,
    code: 'INVALID_ANSWER',
    requestId: requestIdIn(headers),
    body,
    retryAfter: retryAfterIn(headers),
    headers,
    cause,
  });
}

/** All APIs answer errors with an object, and most say in it that the call failed. */
function isOfServer(status: number, body: unknown, { mayBeEmpty, refusals }: AnsweredCall): boolean {
  if (NETWORK_STATUSES.includes(status)) {
    return false;
  }
  if (body === '') {
    return mayBeEmpty && status < 500;
  }
  if (!hasFields(body) || Array.isArray(body)) {
    return false;
  }
  const { success, status: state, error, code } = fieldsOf(body);
  const saysSo = success === false || state === false || error === true || firstText(code, fieldsOf(error).code);
  // The health of a server that is not ready has no code, nor have the errors of some APIs of other products.
  return status >= 500 || Boolean(refusals ?? saysSo);
}

function statusLine({ status, statusText }: Response): string {
  return `${status} ${statusText}`.trim();
}

/** `Retry-After` in seconds, from either of its formats. */
export function retryAfterIn(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) {
    return undefined;
  }
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
