/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { Connection, Health, InternalConnection, LegacyAnswer } from '../index';

/** Whether the server runs and an API key is valid. */
export interface ConnectionApi {

  /**
   * Check that the server is running.
   *
   * Public: requires no credential.
   *
   * `GET /api/health-check`
   *
   * @returns The health.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkHealth(options?: CallOptions): ApiPromise<Health>;

  /**
   * Check the API key of a client program.
   *
   * For client programs: requires an API key.
   *
   * `GET /api/external/connection-check`
   *
   * @returns The connection.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkExternal(options?: CallOptions): ApiPromise<Connection>;

  /**
   * Check an API key of the internal API.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/internal/connection-check`
   *
   * @returns The internal connection.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkInternal(options?: CallOptions): ApiPromise<InternalConnection>;

  /**
   * Check the API key of a client program, for LicenseBox clients.
   *
   * For client programs: requires an API key.
   *
   * `POST /api/check_connection_ext`
   *
   * @returns The legacy result.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkExt(options?: CallOptions): ApiPromise<LegacyAnswer>;

  /**
   * Check an API key of the internal API, for LicenseBox clients.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `POST /api/check_connection_int`
   *
   * @returns The legacy result.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkInt(options?: CallOptions): ApiPromise<LegacyAnswer>;
}
export class ConnectionApi extends /* @__PURE__ */ resource({
  checkHealth: 'GET /api/health-check',
  checkExternal: 'GET /api/external/connection-check',
  checkInternal: 'GET /api/internal/connection-check',
  checkExt: 'POST /api/check_connection_ext json',
  checkInt: 'POST /api/check_connection_int json',
}) {}
