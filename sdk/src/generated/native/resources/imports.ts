/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ApplyImportBody, ChangeReason, DownloadLeftOutRowsQuery, Import, ImportRow, ImportSamples, ListImportRowsQuery, ListImportsQuery, ListLeftOutRowsQuery, RecognizedPolicies, ResumeImportBody, StartImportForm, StartImportQuery } from '../index';

/** Bring in everything from another license server. */
export interface ImportsApi {

  /**
   * Import the data of another license server from a file or from its API.
   *
   * The file or the API is read and checked in the background; nothing is imported before the import is confirmed. The file is deleted as soon as it is read. An API is read with a token, which is deleted when all pages are read; a private address is refused unless WEBHOOK_ALLOW_PRIVATE is set. Requires an access token or an API key with the permission `imports:write`.
   *
   * `POST /api/v1/imports`
   *
   * @returns The new import.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  start(body: StartImportForm, query?: StartImportQuery, options?: CallOptions): ApiPromise<Import>;

  /**
   * List imports, newest first.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListImportsQuery, options?: CallOptions): PagePromise<Import>;

  /**
   * Get an import with its counts.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}`
   *
   * @param id ID of the import.
   * @returns The import.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Import>;

  /**
   * List the policies that were recognized from licenses with the same limits, those of most licenses first.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}/policies`
   *
   * @param id ID of the import.
   * @returns The recognized policies.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRecognizedPolicies(id: string, options?: CallOptions): ApiPromise<RecognizedPolicies>;

  /**
   * Get the first licenses that an import makes, and the first rows that are left out for each reason.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}/samples`
   *
   * @param id ID of the import.
   * @returns The import samples.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getSamples(id: string, options?: CallOptions): ApiPromise<ImportSamples>;

  /**
   * List the rows of an import, in the order of the file.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}/rows`
   *
   * @param id ID of the import.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRows(id: string, query?: ListImportRowsQuery, options?: CallOptions): PagePromise<ImportRow>;

  /**
   * List the rows that were left out, by kind and reason.
   *
   * Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}/left-out`
   *
   * @param id ID of the import.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listLeftOutRows(id: string, query?: ListLeftOutRowsQuery, options?: CallOptions): PagePromise<ImportRow>;

  /**
   * Download the rows that were left out as CSV.
   *
   * Values that a spreadsheet would run as a formula are prefixed with an apostrophe. Requires an access token or an API key with the permission `imports:read`.
   *
   * `GET /api/v1/imports/{id}/left-out.csv`
   *
   * @param id ID of the import.
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadLeftOutRows(id: string, query?: DownloadLeftOutRowsQuery, options?: CallOptions): Promise<Download>;

  /**
   * Confirm an import that is `ready`.
   *
   * Its rows are imported in the background. Requires an access token or an API key with the permission `imports:write`.
   *
   * `POST /api/v1/imports/{id}/apply`
   *
   * @param id ID of the import.
   * @returns The import.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The import is not ready, or was confirmed before.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  apply(id: string, body: ApplyImportBody, options?: CallOptions): ApiPromise<Import>;

  /**
   * Undo an import as a whole, in the background.
   *
   * If something of it was used since, nothing is deleted, and `used_since` lists what was used. Requires an access token or an API key with the permission `imports:write`.
   *
   * `POST /api/v1/imports/{id}/undo`
   *
   * @param id ID of the import.
   * @returns The import.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The import is not done, or its `undo_until` is over.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  undo(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Import>;

  /**
   * Continue an interrupted import immediately; without this call, another node continues it after a minute.
   *
   * An API that could not be read is read on from the last page, with the token of the body. Requires an access token or an API key with the permission `imports:write`.
   *
   * `POST /api/v1/imports/{id}/resume`
   *
   * @param id ID of the import.
   * @returns The import.
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
  resume(id: string, body?: ResumeImportBody, options?: CallOptions): ApiPromise<Import>;
}
export class ImportsApi extends /* @__PURE__ */ resource({
  start: 'POST . form query',
  list: 'GET . list',
  get: 'GET ./{id}',
  listRecognizedPolicies: 'GET ./{id}/policies',
  getSamples: 'GET ./{id}/samples',
  listRows: 'GET ./{id}/rows list',
  listLeftOutRows: 'GET ./{id}/left-out list',
  downloadLeftOutRows: 'GET ./{id}/left-out.csv query binary',
  apply: 'POST ./{id}/apply',
  undo: 'POST ./{id}/undo',
  resume: 'POST ./{id}/resume',
}, 'imports') {}
