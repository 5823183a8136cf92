import type { RefusalCode, WebhookCode } from './error-code';
import { KeywardError, nameClass } from './keyward-error';

export type { ClientCode, ErrorCode, RefusalCode, WebhookCode } from './error-code';
export { isKeywardError, KeywardError, type KeywardErrorFacts, type KeywardErrorJson } from './keyward-error';

/**
 * No answer of a Keyward server: no connection, no response in time, or a response of something else, such as the page of a
 * captive portal or a proxy, or a redirect.
 */
export class ConnectionError extends KeywardError {
  declare readonly name: 'ConnectionError';

  static {
    nameClass(this, 'ConnectionError', true);
  }
}

/** The caller's `AbortSignal` ended the call. */
export class AbortedError extends KeywardError {
  declare readonly name: 'AbortedError';

  static {
    nameClass(this, 'AbortedError');
  }
}

/** The API key, token or password is missing, wrong or expired. */
export class AuthenticationError extends KeywardError {
  declare readonly name: 'AuthenticationError';

  static {
    nameClass(this, 'AuthenticationError');
  }
}

/** The API key or user may not make this call. */
export class PermissionError extends KeywardError {
  declare readonly name: 'PermissionError';

  static {
    nameClass(this, 'PermissionError');
  }
}

/** What the call names does not exist, or not for this caller. */
export class NotFoundError extends KeywardError {
  declare readonly name: 'NotFoundError';

  static {
    nameClass(this, 'NotFoundError');
  }
}

/** The call conflicts with what is stored: a duplicate, or something that is in use. */
export class ConflictError extends KeywardError {
  declare readonly name: 'ConflictError';

  static {
    nameClass(this, 'ConflictError');
  }
}

/** Too many requests or failed log-ins: wait for `retryAfter` seconds. */
export class RateLimitError extends KeywardError {
  declare readonly name: 'RateLimitError';

  static {
    nameClass(this, 'RateLimitError', true);
  }
}

/** The license may not be used: a verdict about the license in a call that presents one. */
export class LicenseRefusedError extends KeywardError {
  declare readonly name: 'LicenseRefusedError';
  declare readonly code: RefusalCode;

  static {
    nameClass(this, 'LicenseRefusedError');
  }
}

/** The server failed (5xx). */
export class ServerError extends KeywardError {
  declare readonly name: 'ServerError';

  static {
    nameClass(this, 'ServerError', true);
  }
}

/** The call is wrong: its options, its arguments, or a field that the server refuses. */
export class UsageError extends KeywardError {
  declare readonly name: 'UsageError';

  static {
    nameClass(this, 'UsageError');
  }
}

/** A request that claims to come from a webhook is not to be trusted; `code` says why. */
export class WebhookError extends KeywardError {
  declare readonly name: 'WebhookError';
  declare readonly code: WebhookCode;

  static {
    nameClass(this, 'WebhookError');
  }
}
