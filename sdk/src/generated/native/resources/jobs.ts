/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { ChangeReason, DeleteExportQuery, Job, JobRow, ListJobRowsQuery, ListJobsQuery, StartedJob } from '../index';

/** Follow, stop and undo changes that run in the background, and download exports. */
export interface JobsApi {

  /**
   * List changes, newest first.
   *
   * They are kept for 30 days after their end. An API key that is restricted to products sees only the jobs that it started. Exports are not listed, but found by their IDs. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/jobs`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListJobsQuery, options?: CallOptions): PagePromise<Job>;

  /**
   * Get a job with its progress.
   *
   * Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/jobs/{id}`
   *
   * @param id ID of the job.
   * @returns The job.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Job>;

  /**
   * Delete an export with its file.
   *
   * Changes are kept for 30 days and cannot be deleted. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `DELETE /api/v1/jobs/{id}`
   *
   * @param id ID of the job.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteExport(id: string, query?: DeleteExportQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the rows of a change, in the order of the run.
   *
   * Exports have no such rows. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/jobs/{id}/rows`
   *
   * @param id ID of the job.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listRows(id: string, query?: ListJobRowsQuery, options?: CallOptions): PagePromise<JobRow>;

  /**
   * Download the rows of a change, or the file of an export, as CSV.
   *
   * The file is kept for a day after the end of the export, for its creator and for those who manage users. Values that a spreadsheet would run as a formula are prefixed with an apostrophe. Requires an access token or an API key with the permission `licenses:read`.
   *
   * `GET /api/v1/jobs/{id}/result.csv`
   *
   * @param id ID of the job.
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The export is not done.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadResult(id: string, options?: CallOptions): Promise<Download>;

  /**
   * Stop a job.
   *
   * The rows that it is changing are finished; the others are not touched. A stopped export has no file. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/jobs/{id}/stop`
   *
   * @param id ID of the job.
   * @returns The job.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The job has already finished.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  stop(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Job>;

  /**
   * Start a job that undoes a finished one.
   *
   * Licenses that were changed since are not changed back. Requires an access token or an API key with the permission `licenses:write`.
   *
   * `POST /api/v1/jobs/{id}/undo`
   *
   * @param id ID of the job.
   * @returns The started job.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The job cannot be undone, or has been.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  undo(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<StartedJob>;
}
export class JobsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  get: 'GET ./{id}',
  deleteExport: 'DELETE ./{id}',
  listRows: 'GET ./{id}/rows list',
  downloadResult: 'GET ./{id}/result.csv binary',
  stop: 'POST ./{id}/stop',
  undo: 'POST ./{id}/undo',
}, 'jobs') {}
