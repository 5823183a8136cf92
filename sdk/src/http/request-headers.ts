import { asText } from './address';
import type { Connection } from './connection';
import type { ApiRequestOptions } from './generated-core';
import type { AnswerKind } from './traits';
import { randomUuid } from './uuid';

interface About {
  readonly options: ApiRequestOptions;
  readonly answer: AnswerKind;
  readonly contentType: string | undefined;
  /** Whether the server knows a repeated call by its key. */
  readonly keyed: boolean;
}

/** The later word wins: the client's own, the caller's for all calls, the operation's. */
export function requestHeaders(connection: Connection, { options, answer, contentType, keyed }: About): Headers {
  const { settings, token, traits } = connection;
  const said: Record<string, unknown>[] = [
    {
      accept: answer === 'json' || answer === 'none' ? 'application/json' : '*/*',
      'content-type': contentType,
      [traits.apiKeyHeader]: settings.apiKey,
      authorization: token && `Bearer ${token}`,
      'idempotency-key': keyed ? (settings.idempotencyKey ?? randomUuid()) : undefined,
    },
    settings.headers,
    options.headers ?? {},
  ];

  const headers = new Headers();
  for (const [name, value] of said.flatMap((some) => Object.entries(some))) {
    if (value !== undefined && value !== null && value !== '') {
      headers.set(name, asText(value));
    }
  }
  return headers;
}
