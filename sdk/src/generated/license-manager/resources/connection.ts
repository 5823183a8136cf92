/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { Connection, Health, InternalConnection, LegacyAnswer } from '../index';

export class ConnectionApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Check that the server is running.
   *
   * `GET /api/health-check`
   *
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkHealth(options?: CallOptions): ApiPromise<Health> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/health-check' }, options);
  }

  /**
   * Check the API key of a client program.
   *
   * `GET /api/external/connection-check`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkExternal(options?: CallOptions): ApiPromise<Connection> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/external/connection-check' }, options);
  }

  /**
   * Check an API key of the internal API.
   *
   * `GET /api/internal/connection-check`
   *
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkInternal(options?: CallOptions): ApiPromise<InternalConnection> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/internal/connection-check' }, options);
  }

  /**
   * Check the API key of a client program, for LicenseBox clients.
   *
   * `POST /api/check_connection_ext`
   *
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkExt(options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/check_connection_ext' }, options);
  }

  /**
   * Check an API key of the internal API, for LicenseBox clients.
   *
   * `POST /api/check_connection_int`
   *
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkInt(options?: CallOptions): ApiPromise<LegacyAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/check_connection_int' }, options);
  }
}
