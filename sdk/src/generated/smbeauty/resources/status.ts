/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ServerHealth } from '../index';

/** Whether the server runs. */
export interface StatusApi {

  /**
   * Check that the server is running.
   *
   * Public: requires no credential.
   *
   * `GET /health`
   *
   * @returns The server health.
   */
  getHealth(options?: CallOptions): ApiPromise<ServerHealth>;
}
export class StatusApi extends /* @__PURE__ */ resource({
  getHealth: 'GET /health',
}) {}
