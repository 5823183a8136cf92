/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { CustomerLicenses, CustomerOptions, CustomerStats, SearchCustomersQuery } from '../index';

/** Customers and their licenses. */
export interface CustomersApi {

  /**
   * Search customers for a Select2 drop-down list.
   *
   * Requires an access token.
   *
   * `GET /api/customers`
   *
   * @returns The customer options.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  search(query: SearchCustomersQuery, options?: CallOptions): ApiPromise<CustomerOptions>;

  /**
   * List the licenses of a customer, newest first.
   *
   * Requires an access token.
   *
   * `GET /api/customer/{customer_id}/licenses`
   *
   * @param customerId Number of the customer.
   * @returns The customer licenses.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listLicenses(customerId: number, options?: CallOptions): ApiPromise<CustomerLicenses>;

  /**
   * Get the number of a customer's licenses, devices and users.
   *
   * Requires an access token.
   *
   * `GET /api/customer/{customer_id}/quick-stats`
   *
   * @param customerId Number of the customer.
   * @returns The customer stats.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(customerId: number, options?: CallOptions): ApiPromise<CustomerStats>;
}
export class CustomersApi extends /* @__PURE__ */ resource({
  search: 'GET /api/customers query',
  listLicenses: 'GET /api/customer/{customer_id}/licenses',
  getStats: 'GET /api/customer/{customer_id}/quick-stats',
}) {}
