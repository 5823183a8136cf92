/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ListOwnMachinesQuery, MachineAnswer, MachineRequest, MachinesAnswer } from '../index';

/** Activate and deactivate machines, and send heartbeats. */
export interface MachinesApi {

  /**
   * Activate a machine on the license of the request.
   *
   * Public: requires no credential.
   *
   * `POST /v1/machines`
   *
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The new machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The machine is active already, or the license is at its limit.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: MachineRequest, options?: CallOptions): ApiPromise<MachineAnswer>;

  /**
   * List the machines of the license of the request, such as the one with a fingerprint.
   *
   * Public: requires no credential.
   *
   * `GET /v1/machines`
   *
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The machines result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listOwn(query?: ListOwnMachinesQuery, options?: CallOptions): ApiPromise<MachinesAnswer>;

  /**
   * Get a machine of the license of the request.
   *
   * Public: requires no credential.
   *
   * `GET /v1/machines/{id}`
   *
   * @param id ID of the machine.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has no machine with this ID or fingerprint.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<MachineAnswer>;

  /**
   * Deactivate a machine of the license of the request, also of one that has expired or is suspended.
   *
   * Public: requires no credential.
   *
   * `DELETE /v1/machines/{id}`
   *
   * @param id ID of the machine.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has no machine with this ID or fingerprint.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(id: string, options?: CallOptions): ApiPromise<void>;

  /**
   * Send a heartbeat of a machine of the license of the request.
   *
   * Public: requires no credential.
   *
   * `POST /v1/machines/{id}/actions/ping`
   *
   * @param id ID of the machine.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has no machine with this ID or fingerprint.
   * @throws 422: The machine was silent for so long that it must be activated again.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  ping(id: string, options?: CallOptions): ApiPromise<MachineAnswer>;

  /**
   * Send a heartbeat: an older name of `ping`.
   *
   * Public: requires no credential.
   *
   * `POST /v1/machines/{id}/actions/ping-heartbeat`
   *
   * @param id ID of the machine.
   * @param options `headers['Authorization']`: `License <license key>`, or `Basic` with the user `license` and the license key as the password.
   * @returns The machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The license key is missing or unknown.
   * @throws 403: The license is suspended, banned or expired.
   * @throws 404: The license of the request has no machine with this ID or fingerprint.
   * @throws 422: The machine was silent for so long that it must be activated again.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  pingHeartbeat(id: string, options?: CallOptions): ApiPromise<MachineAnswer>;

  /**
   * Reset the heartbeat of a machine: it counts as seen now.
   *
   * Requires an access token or an API key with the permission `reactivations:write`.
   *
   * `POST /v1/machines/{id}/actions/reset`
   *
   * @param id ID of the machine.
   * @returns The machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: No active machine has this ID.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  reset(id: string, options?: CallOptions): ApiPromise<MachineAnswer>;

  /**
   * Reset the heartbeat of a machine: an older name of `reset`.
   *
   * Requires an access token or an API key with the permission `reactivations:write`.
   *
   * `POST /v1/machines/{id}/actions/reset-heartbeat`
   *
   * @param id ID of the machine.
   * @returns The machine result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: No active machine has this ID.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  resetHeartbeat(id: string, options?: CallOptions): ApiPromise<MachineAnswer>;
}
export class MachinesApi extends /* @__PURE__ */ resource({
  activate: 'POST /v1/machines body',
  listOwn: 'GET /v1/machines query',
  get: 'GET /v1/machines/{id}',
  deactivate: 'DELETE /v1/machines/{id} none',
  ping: 'POST /v1/machines/{id}/actions/ping json',
  pingHeartbeat: 'POST /v1/machines/{id}/actions/ping-heartbeat json',
  reset: 'POST /v1/machines/{id}/actions/reset json',
  resetHeartbeat: 'POST /v1/machines/{id}/actions/reset-heartbeat json',
}) {}
