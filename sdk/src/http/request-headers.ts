import { asText } from './address';
import type { Connection } from './connection';
import type { ApiRequestOptions } from './generated-core';
import type { AnswerKind } from './api-profile';
import { clientHeaders } from './user-agent';
import { randomUuid } from './uuid';

interface HeaderContext {
  readonly options: ApiRequestOptions;
  readonly answer: AnswerKind;
  readonly contentType: string | undefined;
  /** Whether the operation accepts an `Idempotency-Key`. */
  readonly keyed: boolean;
}

/** Later sources take precedence: defaults, the caller's headers for all calls, the operation's. */
export function requestHeaders(
  connection: Connection,
  { options, answer, contentType, keyed }: HeaderContext,
): Headers {
  const { settings, token, profile } = connection;
  const sources: Record<string, unknown>[] = [
    clientHeaders(),
    {
      accept: answer === 'json' || answer === 'none' ? 'application/json' : '*/*',
      'content-type': contentType,
      'keyward-version': profile.version,
      [profile.apiKeyHeader]: settings.apiKey,
      authorization: token && `Bearer ${token}`,
      'idempotency-key': keyed ? (settings.idempotencyKey ?? randomUuid()) : undefined,
    },
    settings.headers,
    options.headers ?? {},
  ];

  const headers = new Headers();
  for (const [name, value] of sources.flatMap((source) => Object.entries(source))) {
    if (value !== undefined && value !== null && value !== '') {
      headers.set(name, asText(value));
    }
  }
  return headers;
}
