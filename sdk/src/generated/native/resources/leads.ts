/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, Contact, CreateLeadActivityBody, CreateLeadBody, CreateLeadContactBody, DeleteLeadContactQuery, DeleteLeadQuery, ExportLeadsQuery, ImportLeadsForm, ImportLeadsQuery, ImportReport, Lead, LeadActivity, ListLeadActivitiesQuery, ListLeadContactsQuery, ListLeadsQuery, UpdateLeadBody, UpdateLeadContactBody } from '../index';

/** Institutions that may become customers, with contacts and activities. */
export interface LeadsApi {

  /**
   * Create a lead with its contacts.
   *
   * Requires an access token or an API key with the permission `leads:write`.
   *
   * `POST /api/v1/leads`
   *
   * @returns The new lead.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateLeadBody, options?: CallOptions): ApiPromise<Lead>;

  /**
   * List leads with their contacts, newest first.
   *
   * Requires an access token or an API key with the permission `leads:read`.
   *
   * `GET /api/v1/leads`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLeadsQuery, options?: CallOptions): PagePromise<Lead>;

  /**
   * Download leads as CSV, newest first.
   *
   * A lead has one row for each contact. Values that a spreadsheet would run as a formula are prefixed with an apostrophe, which an import removes. Requires an access token or an API key with the permission `leads:read`.
   *
   * `GET /api/v1/leads/export`
   *
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(query?: ExportLeadsQuery, options?: CallOptions): Promise<Download>;

  /**
   * Get a lead with its contacts.
   *
   * Requires an access token or an API key with the permission `leads:read`.
   *
   * `GET /api/v1/leads/{id}`
   *
   * @param id ID of the lead.
   * @returns The lead.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Lead>;

  /**
   * Update a lead.
   *
   * Omitted fields are unchanged; `contacts` replaces all contacts. Requires an access token or an API key with the permission `leads:write`.
   *
   * `PATCH /api/v1/leads/{id}`
   *
   * @param id ID of the lead.
   * @returns The lead.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: REVISION_CONFLICT: the lead has another revision. LEAD_CONVERTED: the status cannot change.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateLeadBody, options?: CallOptions): ApiPromise<Lead>;

  /**
   * Delete a lead with its contacts and activities.
   *
   * The customer that it was converted into is kept. Requires an access token or an API key with the permission `leads:write`.
   *
   * `DELETE /api/v1/leads/{id}`
   *
   * @param id ID of the lead.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteLeadQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Convert a lead into a customer.
   *
   * A customer with the e-mail address of the lead's first contact is used instead of a new one. A lead that has a customer is unchanged. Requires an access token or an API key with the permission `leads:write`.
   *
   * `POST /api/v1/leads/{id}/convert`
   *
   * @param id ID of the lead.
   * @returns The lead.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The customer was deleted concurrently.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  convert(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Lead>;

  /**
   * List the contacts of a lead, the last one first.
   *
   * Requires an access token or an API key with the permission `leads:read`.
   *
   * `GET /api/v1/leads/{id}/contacts`
   *
   * @param id ID of the lead.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listContacts(id: string, query?: ListLeadContactsQuery, options?: CallOptions): PagePromise<Contact>;

  /**
   * Add a contact to a lead, as its last one.
   *
   * Requires an access token or an API key with the permission `leads:write`.
   *
   * `POST /api/v1/leads/{id}/contacts`
   *
   * @param id ID of the lead.
   * @returns The new contact.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createContact(id: string, body: CreateLeadContactBody, options?: CallOptions): ApiPromise<Contact>;

  /**
   * Update a contact of a lead.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `leads:write`.
   *
   * `PATCH /api/v1/leads/{id}/contacts/{contact_id}`
   *
   * @param id ID of the lead.
   * @param contactId ID of the contact.
   * @returns The contact.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  updateContact(id: string, contactId: string, body: UpdateLeadContactBody, options?: CallOptions): ApiPromise<Contact>;

  /**
   * Delete a contact of a lead.
   *
   * Requires an access token or an API key with the permission `leads:write`.
   *
   * `DELETE /api/v1/leads/{id}/contacts/{contact_id}`
   *
   * @param id ID of the lead.
   * @param contactId ID of the contact.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteContact(id: string, contactId: string, query?: DeleteLeadContactQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the activities of a lead, newest first.
   *
   * Requires an access token or an API key with the permission `leads:read`.
   *
   * `GET /api/v1/leads/{id}/activities`
   *
   * @param id ID of the lead.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listActivities(id: string, query?: ListLeadActivitiesQuery, options?: CallOptions): PagePromise<LeadActivity>;

  /**
   * Record an activity.
   *
   * Activities cannot be changed later. Requires an access token or an API key with the permission `leads:write`.
   *
   * `POST /api/v1/leads/{id}/activities`
   *
   * @param id ID of the lead.
   * @returns The new lead activity.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createActivity(id: string, body: CreateLeadActivityBody, options?: CallOptions): ApiPromise<LeadActivity>;

  /**
   * Import leads from a CSV file, all or none.
   *
   * By default a dry run: it reports what is wrong with the file and imports nothing. Rows with the name of an existing lead are invalid. Requires an access token or an API key with the permission `leads:write`.
   *
   * `POST /api/v1/leads/import`
   *
   * @returns The import report.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: Rows are invalid: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportLeadsForm, query?: ImportLeadsQuery, options?: CallOptions): ApiPromise<ImportReport>;
}
export class LeadsApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  export: 'GET ./export query binary',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  convert: 'POST ./{id}/convert',
  listContacts: 'GET ./{id}/contacts list',
  createContact: 'POST ./{id}/contacts',
  updateContact: 'PATCH ./{id}/contacts/{contact_id}',
  deleteContact: 'DELETE ./{id}/contacts/{contact_id}',
  listActivities: 'GET ./{id}/activities list',
  createActivity: 'POST ./{id}/activities',
  import: 'POST ./import form query',
}, 'leads') {}
