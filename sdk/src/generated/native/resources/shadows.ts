/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { GetShadowAgreementQuery, ListShadowDifferencesQuery, ShadowAgreement, ShadowDifference } from '../index';

/** Comparison of answers with those of an old server. */
export interface ShadowsApi {

  /**
   * Get how many requests both servers answered alike, by operation.
   *
   * The counts lag behind by a moment. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/shadows/{dialect}/agreement`
   *
   * @param dialect Name of the API, as in its address below `/dialects/`.
   * @returns The shadow agreement.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getAgreement(dialect: string, query?: GetShadowAgreementQuery, options?: CallOptions): ApiPromise<ShadowAgreement>;

  /**
   * List requests that both servers answered differently, newest first.
   *
   * The newest 10,000 of each API are kept. Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/shadows/{dialect}/differences`
   *
   * @param dialect Name of the API, as in its address below `/dialects/`.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listDifferences(dialect: string, query?: ListShadowDifferencesQuery, options?: CallOptions): PagePromise<ShadowDifference>;

  /**
   * Get a request that both servers answered differently.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/shadows/{dialect}/differences/{id}`
   *
   * @param dialect Name of the API, as in its address below `/dialects/`.
   * @param id ID of the difference.
   * @returns The shadow difference.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getDifference(dialect: string, id: string, options?: CallOptions): ApiPromise<ShadowDifference>;
}
export class ShadowsApi extends /* @__PURE__ */ resource({
  getAgreement: 'GET ./{dialect}/agreement query',
  listDifferences: 'GET ./{dialect}/differences list',
  getDifference: 'GET ./{dialect}/differences/{id}',
}, 'shadows') {}
