/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ChangedLicense, CreateLicenses, CreatedLicenses, Done, ExtendLicense, LicenseList, ListLicensesQuery, UpdateLicense } from '../index';

/** Create, list, change, extend, disable and unbind licenses. */
export interface LicensesApi {

  /**
   * List licenses, newest first.
   *
   * Requires an access token.
   *
   * `GET /api/licenses`
   *
   * @returns The license list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 422: A query parameter is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLicensesQuery, options?: CallOptions): ApiPromise<LicenseList>;

  /**
   * Create a batch of licenses.
   *
   * If an error occurs, none is created. Requires an access token.
   *
   * `POST /api/licenses`
   *
   * @returns The created licenses.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateLicenses, options?: CallOptions): ApiPromise<CreatedLicenses>;

  /**
   * Update the machine note of a license, or enable or disable the license.
   *
   * Requires an access token.
   *
   * `PUT /api/licenses/{id}`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: number, body: UpdateLicense, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Delete a license and unbind its machine.
   *
   * Requires an access token.
   *
   * `DELETE /api/licenses/{id}`
   *
   * @param id ID of the license.
   * @returns The done.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: number, options?: CallOptions): ApiPromise<Done>;

  /**
   * Extend a license by a number of calendar days, counted from its expiry date, past or future.
   *
   * Requires an access token.
   *
   * `POST /api/licenses/{id}/extend`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: A field is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  extend(id: number, body: ExtendLicense, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Disable a license until it is enabled again.
   *
   * Requires an access token.
   *
   * `POST /api/licenses/{id}/disable`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  disable(id: number, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Enable a disabled license.
   *
   * A license that was blocked through another API remains so; one that was revoked is refused with 400. Requires an access token.
   *
   * `POST /api/licenses/{id}/enable`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  enable(id: number, options?: CallOptions): ApiPromise<ChangedLicense>;

  /**
   * Unbind a license from its machine.
   *
   * The next machine that verifies the license is bound to it. Requires an access token.
   *
   * `POST /api/licenses/{id}/unbind`
   *
   * @param id ID of the license.
   * @returns The changed license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  unbind(id: number, options?: CallOptions): ApiPromise<ChangedLicense>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  list: 'GET /api/licenses query',
  create: 'POST /api/licenses body',
  update: 'PUT /api/licenses/{id} body',
  delete: 'DELETE /api/licenses/{id} json',
  extend: 'POST /api/licenses/{id}/extend body',
  disable: 'POST /api/licenses/{id}/disable json',
  enable: 'POST /api/licenses/{id}/enable json',
  unbind: 'POST /api/licenses/{id}/unbind json',
}) {}
