/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, CreateCustomerBody, CreateCustomerQuery, Customer, DeleteCustomerQuery, ExportCustomersQuery, ImportCustomersForm, ImportCustomersQuery, ImportReport, ListCustomersQuery, MergeCustomersBody, SentPortalLink, UpdateCustomerBody, UpdateCustomerQuery } from '../index';

/** Customers who own licenses. */
export interface CustomersApi {

  /**
   * Create a customer.
   *
   * Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers`
   *
   * @returns The new customer.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The group does not exist.
   * @throws 409: Another customer has this reference, or has this e-mail address and `allow_duplicate_email` is not true; `details` has its ID.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateCustomerBody, query?: CreateCustomerQuery, options?: CallOptions): ApiPromise<Customer>;

  /**
   * List customers, newest first unless `sort` says otherwise.
   *
   * Requires an access token or an API key with the permission `customers:read`.
   *
   * `GET /api/v1/customers`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListCustomersQuery, options?: CallOptions): PagePromise<Customer>;

  /**
   * Download customers as CSV, newest first.
   *
   * Values that a spreadsheet would run as a formula are prefixed with an apostrophe. Requires an access token or an API key with the permission `customers:read`.
   *
   * `GET /api/v1/customers/export`
   *
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(query?: ExportCustomersQuery, options?: CallOptions): Promise<Download>;

  /**
   * Import customers from a CSV file, all or none.
   *
   * By default a dry run: it reports what is wrong with the file and imports nothing. Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers/import`
   *
   * @returns The import report.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A customer with one of the references was created concurrently.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: Rows are invalid: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportCustomersForm, query?: ImportCustomersQuery, options?: CallOptions): ApiPromise<ImportReport>;

  /**
   * Get a customer.
   *
   * Requires an access token or an API key with the permission `customers:read`.
   *
   * `GET /api/v1/customers/{id}`
   *
   * @param id UUID or reference of the customer.
   * @returns The customer.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Customer>;

  /**
   * Update a customer.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `customers:write`.
   *
   * `PATCH /api/v1/customers/{id}`
   *
   * @param id UUID or reference of the customer.
   * @returns The customer.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: Another customer has this reference, or has this e-mail address and `allow_duplicate_email` is not true; `details` has its ID.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateCustomerBody, query?: UpdateCustomerQuery, options?: CallOptions): ApiPromise<Customer>;

  /**
   * Delete a customer, who must not have licenses, and who can be restored for 7 days.
   *
   * Requires an access token or an API key with the permission `customers:write`.
   *
   * `DELETE /api/v1/customers/{id}`
   *
   * @param id UUID or reference of the customer.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: the customer has licenses.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteCustomerQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Restore a deleted customer.
   *
   * Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers/{id}/restore`
   *
   * @param id UUID or reference of the customer.
   * @returns The customer.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Customer not found, not deleted, or deleted for good.
   * @throws 409: Another customer has this reference by now, or the group of the customer was deleted since.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  restore(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Customer>;

  /**
   * Merge duplicates into a customer: their licenses move to it, its empty fields are filled from them, and they are deleted.
   *
   * Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers/{id}/merge`
   *
   * @param id UUID or reference of the customer.
   * @returns The customer.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The customer or a duplicate does not exist.
   * @throws 409: A customer was deleted concurrently, or IN_USE: a duplicate is still in use.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  merge(id: string, body: MergeCustomersBody, options?: CallOptions): ApiPromise<Customer>;

  /**
   * Send a customer an e-mail with a link that signs in to the customer portal, once, within 15 minutes.
   *
   * The answer never has the link. It is sent to a marked address, too. Requires an access token or an API key with the permission `customers:write`.
   *
   * `POST /api/v1/customers/{id}/portal-link`
   *
   * @param id UUID or reference of the customer.
   * @returns The sent portal link.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The portal or the mail server is off, or the customer has no e-mail address.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendPortalLink(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<SentPortalLink>;
}
export class CustomersApi extends /* @__PURE__ */ resource({
  create: 'POST . body query keyed',
  list: 'GET . list',
  export: 'GET ./export query binary',
  import: 'POST ./import form query',
  get: 'GET ./{id}',
  update: 'PATCH ./{id} body query keyed',
  delete: 'DELETE ./{id}',
  restore: 'POST ./{id}/restore',
  merge: 'POST ./{id}/merge',
  sendPortalLink: 'POST ./{id}/portal-link',
}, 'customers') {}
