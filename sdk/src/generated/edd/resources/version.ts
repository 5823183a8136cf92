/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { resource } from '../../../operations';
import type { GetVersionQuery, VersionAnswer } from '../index';

/** The latest version of a plugin and its file. */
export interface VersionApi {

  /**
   * Get the latest version of a plugin, with the address of its file if the license is active at the site.
   *
   * With `products[slug][…]` in place of the fields, at most 20 plugins at once: the answer then has an object for each slug. Public: requires no credential.
   *
   * `GET /?edd_action=get_version`
   *
   * @returns The version result.
   * @throws 400: The request is invalid.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(query?: GetVersionQuery, options?: CallOptions): ApiPromise<VersionAnswer>;

  /**
   * Download the file of a version, or part of it with `Range`.
   *
   * The ticket names the license and is valid for a day; the license is judged again. The name in the path is for WordPress. Public: requires no credential.
   *
   * `GET /edd-sl/package_download/{product}/{version}/{ticket}/{name}`
   *
   * @param product UUID of the product.
   * @param version UUID of the version.
   * @param ticket ID of the .
   * @param name Name of the file.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 401: The address has expired, or the license may not be used at this site.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadPackage(product: string, version: string, ticket: string, name: string, options?: CallOptions): Promise<Download>;
}
export class VersionApi extends /* @__PURE__ */ resource({
  get: 'GET /?edd_action=get_version query',
  downloadPackage: 'GET /edd-sl/package_download/{product}/{version}/{ticket}/{name} binary',
}) {}
