/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ServerHealth, Status } from '../index';

/** Whether the server runs. */
export interface StatusApi {

  /**
   * Get the server status.
   *
   * Browsers are redirected to the console. Public: requires no credential.
   *
   * `GET /`
   *
   * @returns The status.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(options?: CallOptions): ApiPromise<Status>;

  /**
   * Check that the server is running.
   *
   * Public: requires no credential.
   *
   * `GET /health`
   *
   * @returns The server health.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getHealth(options?: CallOptions): ApiPromise<ServerHealth>;
}
export class StatusApi extends /* @__PURE__ */ resource({
  get: 'GET /',
  getHealth: 'GET /health',
}) {}
