import { sendRequest } from '../../../sdk/src/http/http-request';
import { Connection } from '../../../sdk/src/http/connection';
import type { ApiRequestOptions } from '../../../sdk/src/http/generated-core';
import type { AnswerKind } from '../../../sdk/src/http/api-profile';
import type { ClientOptions } from '../../../sdk/src/index';
import type { TinyServer } from './tiny-server';

/** An API with an operation of each kind that occurs in the dialects. */
const ANSWERS: Readonly<Record<string, AnswerKind>> = {
  'GET /file': 'binary',
  'GET /text': 'text',
  'DELETE /thing': 'none',
  'GET /files/{name}': 'binary',
};

export function connectionTo(server: TinyServer, options: Partial<ClientOptions> = {}): Connection {
  return Connection.from({ baseUrl: server.url, backoffMs: 1, ...options }, { apiKeyHeader: 'LB-API-KEY' });
}

/** Sends a request as the generated resources do. */
export function send<T = unknown>(connection: Connection, options: ApiRequestOptions): Promise<T> {
  return sendRequest<T>(connection, { answer: ANSWERS[`${options.method} ${options.url}`], ...options });
}
