/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AddMeterGrantBody, BulkLicensesBody, BulkPreview, CancelScheduledChangeQuery, ChangeLicensePoliciesBody, ChangeLicensePolicyBody, ChangeReason, CorrectLicenseMeterBody, CreatePurchaseLinkBody, DeleteLicenseQuery, ExplainVerdict, Explanation, ExportLicensesQuery, ExtendLicenseBody, ImportLicensesForm, ImportLicensesQuery, ImportReport, IssueLicenseBody, IssueLicensesBody, IssuedLicenses, License, LicensePayment, LicensePolicyChange, ListLicensePaymentsQuery, ListLicenseRequestsQuery, ListLicenseUsageQuery, ListLicensesQuery, ListMeterDrawsQuery, ListMeterGrantsQuery, ListScheduledChangesQuery, LoggedRequest, MeterDraw, MeterGrantOfLicense, MeterPeriodUsage, PolicyChange, PolicyChangePreview, PurchaseLink, ReportedRefusals, RotateLicenseKeyBody, RotatedKey, ScheduledChange, StartedJob, UpdateLicenseBody, VoidMeterGrantQuery } from '../index';

/** Issue, change, extend, disable, revoke, import and export licenses. */
export interface LicensesApi {

  /**
   * Import licenses from a CSV file, all or none.
   *
   * By default a dry run: it reports what is wrong with the file and imports nothing. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/import`
   *
   * @returns The import report.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A license with a key of the file was created concurrently.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: Rows are invalid: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportLicensesForm, query?: ImportLicensesQuery, options?: CallOptions): ApiPromise<ImportReport>;

  /**
   * Issue a license.
   *
   * A license that expires is returned with the type `subscription`, even if it is issued as `perpetual` or `lifetime`. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses`
   *
   * @returns The new license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product, policy or customer not found.
   * @throws 409: A license with this key already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  issue(body: IssueLicenseBody, options?: CallOptions): ApiPromise<License>;

  /**
   * List licenses, newest first unless `sort` says otherwise.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListLicensesQuery, options?: CallOptions): PagePromise<License>;

  /**
   * Issue a batch of licenses.
   *
   * The operation is atomic. Licenses that expire are returned with the type `subscription`, even if they are issued as `perpetual` or `lifetime`. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/batch`
   *
   * @returns The issued licenses.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product, policy or customer not found.
   * @throws 409: The key space of the policy is exhausted.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  issueBatch(body: IssueLicensesBody, options?: CallOptions): ApiPromise<IssuedLicenses>;

  /**
   * Download licenses as CSV, newest first; the file can be imported, which finds customers by `customer_id`.
   *
   * `features`, `entitlements` and `meters` are the license's own, without those of its policy; `users` are the first 1,000. Values that a spreadsheet would run as a formula are prefixed with an apostrophe. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/export`
   *
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(query?: ExportLicensesQuery, options?: CallOptions): Promise<Download>;

  /**
   * Get a license with its limits and usage.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<License>;

  /**
   * Delete a license and its activations, and release its resources.
   *
   * It can be restored for 7 days, and until then no license can have its key. Audit entries and log records are kept. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/licenses/{id}`
   *
   * @param id UUID, key or former key of the license.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteLicenseQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Update a license.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `PATCH /api/v1/licenses/{id}`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License, policy or customer not found.
   * @throws 409: The policy or the customer was deleted concurrently.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateLicenseBody, options?: CallOptions): ApiPromise<License>;

  /**
   * Check in for all devices of a license.
   *
   * Devices that are refused as CHECK_IN_OVERDUE are admitted again, for as long as the policy's `check_in_interval`. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/check-in`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
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
  checkIn(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Replace the key of a license.
   *
   * Apps may use the previous key in every API until the overlap ends, but do not receive the new one. No license can be given the previous key again, until this license is deleted. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/rotate-key`
   *
   * @param id UUID, key or former key of the license.
   * @returns The rotated key.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: Another license has, had or will have this key, or KEY_TOO_LONG.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  rotateKey(id: string, body: RotateLicenseKeyBody, options?: CallOptions): ApiPromise<RotatedKey>;

  /**
   * Reset the count of deactivations by apps that the policy limits with `max_transfers`.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/reset-transfers`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
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
  resetTransfers(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Disable a license until it is enabled again.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/disable`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
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
  disable(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Enable a disabled license.
   *
   * If it is also blocked, it remains so. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/enable`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The license is revoked: set its `state` to restore it.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  enable(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Block a license until it is unblocked.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/block`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
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
  block(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Unblock a license.
   *
   * If it is also disabled, it remains so. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/unblock`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The license is revoked: set its `state` to restore it.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  unblock(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Revoke a license.
   *
   * Setting its `state` restores it. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/revoke`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
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
  revoke(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Restore a deleted license with its activations, and with its resources that no license has since.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/restore`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License not found, not deleted, or deleted for good.
   * @throws 409: The product, the policy, the customer or the group of the license was deleted since.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  restore(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<License>;

  /**
   * Extend a license by days, calendar months or years, by default from the date that its policy names.
   *
   * If the term is yet to start, the term is extended. Months keep the time of day in `TIME_ZONE`, and the day of the month unless the later month has no such day: a month after 31 January is the last day of February, and a month after that is 28 or 29 March. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/extend`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: NEVER_EXPIRES: the license has no expiration date.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  extend(id: string, body: ExtendLicenseBody, options?: CallOptions): ApiPromise<License>;

  /**
   * Change the policy of a license, with limits and term.
   *
   * Seats above the new limit stay active, but no other is admitted. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/change-policy`
   *
   * @param id UUID, key or former key of the license.
   * @returns The license policy change.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License or policy not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  changePolicy(id: string, body: ChangeLicensePolicyBody, options?: CallOptions): ApiPromise<LicensePolicyChange>;

  /**
   * List the changes of a license with a date, newest first: those that are pending, and what became of the others.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/scheduled-changes`
   *
   * @param id UUID, key or former key of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listScheduledChanges(id: string, query?: ListScheduledChangesQuery, options?: CallOptions): PagePromise<ScheduledChange>;

  /**
   * Cancel a change of a license that is still pending.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/licenses/{id}/scheduled-changes/{change_id}`
   *
   * @param id UUID, key or former key of the license.
   * @param changeId ID of the scheduled change.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License or scheduled change not found.
   * @throws 409: The change was done, failed or was cancelled already.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  cancelScheduledChange(id: string, changeId: string, query?: CancelScheduledChangeQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the requests about a license, newest first: checks, activations, deactivations, heartbeats, sessions, usage reports
   * and downloads of all APIs, with the API key if there was one.
   *
   * Changes are in the audit log. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/requests`
   *
   * @param id UUID, key or former key of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRequests(id: string, query?: ListLicenseRequestsQuery, options?: CallOptions): PagePromise<LoggedRequest>;

  /**
   * List what a license used of its meters, by period, newest first.
   *
   * Periods without usage are omitted. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/usage`
   *
   * @param id UUID, key or former key of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listUsage(id: string, query?: ListLicenseUsageQuery, options?: CallOptions): PagePromise<MeterPeriodUsage>;

  /**
   * Correct what a license used of a meter or a credit in the current period, also beyond its limit.
   *
   * What devices hold is not changed. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/meters/{code}/correct`
   *
   * @param id UUID, key or former key of the license.
   * @param code Code of the meter.
   * @returns The meter usage.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 409: METER_RETURN_EXCEEDED: less is used than is taken from it.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  correctMeter(id: string, code: string, body: CorrectLicenseMeterBody, options?: CallOptions): ApiPromise<unknown>;

  /**
   * List what a license may take of a meter: the allowance of the period first, then grants, newest first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/meters/{code}/grants`
   *
   * @param id UUID, key or former key of the license.
   * @param code Code of the meter.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listMeterGrants(id: string, code: string, query?: ListMeterGrantsQuery, options?: CallOptions): PagePromise<MeterGrantOfLicense>;

  /**
   * Grant an amount of a meter to a license, besides the allowance of its policy.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/{id}/meters/{code}/grants`
   *
   * @param id UUID, key or former key of the license.
   * @param code Code of the meter.
   * @returns The new meter grant of license.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 409: The meter is held and returned, or the license has too many grants of it.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  addMeterGrant(id: string, code: string, body: AddMeterGrantBody, options?: CallOptions): ApiPromise<MeterGrantOfLicense>;

  /**
   * Void what is left of a grant.
   *
   * What was taken of it stays taken. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/licenses/{id}/meters/{code}/grants/{grant_id}`
   *
   * @param id UUID, key or former key of the license.
   * @param code Code of the meter.
   * @param grantId ID of the grant.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License or grant not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  voidMeterGrant(id: string, code: string, grantId: string, query?: VoidMeterGrantQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List who took how much from the grants of a meter, by grant, period and device, newest grants first.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/meters/{code}/draws`
   *
   * @param id UUID, key or former key of the license.
   * @param code Code of the meter.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listMeterDraws(id: string, code: string, query?: ListMeterDrawsQuery, options?: CallOptions): PagePromise<MeterDraw>;

  /**
   * Explain a check: the result that an app would get, and the decision of each rule.
   *
   * Takes no seat, writes no log and counts nothing. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `POST /api/v1/explain`
   *
   * @returns The explanation.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  explainVerdict(body: ExplainVerdict, options?: CallOptions): ApiPromise<Explanation>;

  /**
   * Get the rules that would have refused calls of a license, but that its policy only reports.
   *
   * Kept for 90 days after the last call. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/licenses/{id}/reported-refusals`
   *
   * @param id UUID, key or former key of the license.
   * @returns The reported refusals.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getReportedRefusals(id: string, options?: CallOptions): ApiPromise<ReportedRefusals>;

  /**
   * Change the policy of many licenses in the background or, with `dry_run`, preview the change.
   *
   * Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/change-policy`
   *
   * @returns The policy change preview. The policy change.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Policy or license not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  changePolicies(body: ChangeLicensePoliciesBody, options?: CallOptions): ApiPromise<PolicyChangePreview | PolicyChange>;

  /**
   * Get the progress of a change of many licenses.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/policy-changes/{id}`
   *
   * @param id ID of the policy change.
   * @returns The policy change.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getPolicyChange(id: string, options?: CallOptions): ApiPromise<PolicyChange>;

  /**
   * Change or export any number of licenses in the background or, with `preview`, count what would change.
   *
   * The file of an export is at the job's `result_url` once the job is done, for a day. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/licenses/bulk`
   *
   * @returns The bulk preview. The started job.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: License, policy or customer not found.
   * @throws 409: The caller has too many unfinished jobs or too many exports.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  bulk(body: BulkLicensesBody, options?: CallOptions): ApiPromise<BulkPreview | StartedJob>;

  /**
   * Create a purchase link: its reference is carried by the checkout of any shop, and the payment continues this license instead
   * of giving a new key.
   *
   * It changes nothing until it is paid. Requires an access token or an API key with the permission `orders:write`.
   *
   * `POST /api/v1/licenses/{id}/purchase-links`
   *
   * @param id ID of the license.
   * @returns The new purchase link.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The license cannot be continued in this way.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createPurchaseLink(id: string, body: CreatePurchaseLinkBody, options?: CallOptions): ApiPromise<PurchaseLink>;

  /**
   * List the payments of a license, newest first: of the order that gave it, and of all that continue it.
   *
   * Requires an access token or an API key with the permission `orders:read`.
   *
   * `GET /api/v1/licenses/{id}/payments`
   *
   * @param id ID of the license.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listPayments(id: string, query?: ListLicensePaymentsQuery, options?: CallOptions): PagePromise<LicensePayment>;
}
export class LicensesApi extends /* @__PURE__ */ resource({
  import: 'POST ./import form query',
  issue: 'POST .',
  list: 'GET . list',
  issueBatch: 'POST ./batch',
  export: 'GET ./export query binary',
  get: 'GET ./{id}',
  delete: 'DELETE ./{id}',
  update: 'PATCH ./{id}',
  checkIn: 'POST ./{id}/check-in',
  rotateKey: 'POST ./{id}/rotate-key',
  resetTransfers: 'POST ./{id}/reset-transfers',
  disable: 'POST ./{id}/disable',
  enable: 'POST ./{id}/enable',
  block: 'POST ./{id}/block',
  unblock: 'POST ./{id}/unblock',
  revoke: 'POST ./{id}/revoke',
  restore: 'POST ./{id}/restore',
  extend: 'POST ./{id}/extend',
  changePolicy: 'POST ./{id}/change-policy',
  listScheduledChanges: 'GET ./{id}/scheduled-changes list',
  cancelScheduledChange: 'DELETE ./{id}/scheduled-changes/{change_id}',
  listRequests: 'GET ./{id}/requests list',
  listUsage: 'GET ./{id}/usage list',
  correctMeter: 'POST ./{id}/meters/{code}/correct',
  listMeterGrants: 'GET ./{id}/meters/{code}/grants list',
  addMeterGrant: 'POST ./{id}/meters/{code}/grants',
  voidMeterGrant: 'DELETE ./{id}/meters/{code}/grants/{grant_id}',
  listMeterDraws: 'GET ./{id}/meters/{code}/draws list',
  explainVerdict: 'POST explain',
  getReportedRefusals: 'GET ./{id}/reported-refusals',
  changePolicies: 'POST ./change-policy',
  getPolicyChange: 'GET policy-changes/{id}',
  bulk: 'POST ./bulk',
  createPurchaseLink: 'POST ./{id}/purchase-links',
  listPayments: 'GET ./{id}/payments list',
}, 'licenses') {}
