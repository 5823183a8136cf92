/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { SearchQuery, SearchResults } from '../index';

/** Search over licenses, customers, products and devices. */
export interface SearchApi {

  /**
   * Search customers, licenses, devices, resources, leads, products, groups and trials.
   *
   * Types that the caller may not read are left out. Requires an access token or an API key with the permission `customers:read` or `licenses:read` or `activations:read` or `resources:read` or `leads:read` or `products:read`.
   *
   * `GET /api/v1/search`
   *
   * @returns The search results.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  find(query: SearchQuery, options?: CallOptions): ApiPromise<SearchResults>;
}
export class SearchApi extends /* @__PURE__ */ resource({
  find: 'GET search query',
}) {}
