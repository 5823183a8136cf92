/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { resource } from '../../../operations';
import type { ExportLeadsQuery, ImportLeadsForm, ImportReport, LeadStats } from '../index';

/** Statistics of leads, and their files. */
export interface LeadsApi {

  /**
   * Get lead statistics.
   *
   * Requires an access token.
   *
   * `GET /leads/api/stats`
   *
   * @returns The lead stats.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<LeadStats>;

  /**
   * Download all leads as CSV, newest first.
   *
   * A lead has one row for each contact. A request that accepts `text/html` gets the page of the export. Requires an access token.
   *
   * `GET /leads/export`
   *
   * @returns The file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  export(query?: ExportLeadsQuery, options?: CallOptions): Promise<Download>;

  /**
   * Import leads from a CSV file, all or none.
   *
   * If rows are wrong, `details` says what is wrong in the first 100, and nothing is imported. Requires an access token.
   *
   * `POST /leads/import`
   *
   * @returns The import report.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportLeadsForm, options?: CallOptions): ApiPromise<ImportReport>;
}
export class LeadsApi extends /* @__PURE__ */ resource({
  getStats: 'GET /leads/api/stats',
  export: 'GET /leads/export query binary',
  import: 'POST /leads/import form',
}) {}
