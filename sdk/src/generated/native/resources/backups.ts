/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { Backup, ChangeReason, ListBackupsQuery } from '../index';

/** Backups of the whole database. */
export interface BackupsApi {

  /**
   * List backups of the last 400 days, newest first.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/backups`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListBackupsQuery, options?: CallOptions): PagePromise<Backup>;

  /**
   * Request a backup to the folder `BACKUP_DIR`, which a node with this folder begins within a minute.
   *
   * If a backup is requested already and has not begun, it is returned. Requires an access token or an API key with the permission `monitoring:write`.
   *
   * `POST /api/v1/backups`
   *
   * @returns The backup.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: This node has no folder for backups.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  request(body?: ChangeReason, options?: CallOptions): ApiPromise<Backup>;

  /**
   * Get a backup.
   *
   * Requires an access token or an API key with the permission `monitoring:read`.
   *
   * `GET /api/v1/backups/{id}`
   *
   * @param id ID of the backup.
   * @returns The backup.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Backup>;
}
export class BackupsApi extends /* @__PURE__ */ resource({
  list: 'GET . list',
  request: 'POST .',
  get: 'GET ./{id}',
}, 'backups') {}
