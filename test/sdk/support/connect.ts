import { HttpRequest } from '../../../sdk/src/http/http-request';
import { Connection } from '../../../sdk/src/http/connection';
import type { ApiRequestOptions } from '../../../sdk/src/http/generated-core';
import type { ApiProfile } from '../../../sdk/src/http/api-profile';
import type { ClientOptions } from '../../../sdk/src/index';
import type { TinyServer } from './tiny-server';

/** An API with an operation of each kind that occurs in the dialects. */
const PROFILE: ApiProfile = {
  apiKeyHeader: 'LB-API-KEY',
  idempotencyKeyed: [],
  answers: { 'GET /file': 'binary', 'GET /text': 'text', 'DELETE /thing': 'none', 'GET /files/{name}': 'binary' },
};

export function connectionTo(server: TinyServer, options: Partial<ClientOptions> = {}): Connection {
  return Connection.from({ baseUrl: server.url, backoffMs: 1, ...options }, PROFILE);
}

/** Sends a request as the generated resources do. */
export function send<T = unknown>(connection: Connection, options: ApiRequestOptions): Promise<T> {
  return new HttpRequest(connection).request<T>(options);
}
