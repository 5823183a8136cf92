/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import { resource } from '../../../operations';
import type { LicenseHealthAnswer, LicenseHealthRequest } from '../index';

/** Calls of apps: the state and the file of their license. */
export interface LicenseApi {

  /**
   * Get the status of an app's license.
   *
   * Public: requires no credential.
   *
   * `POST /api/license/health`
   *
   * @returns The license health result.
   * @throws 400: The request is invalid.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   */
  checkHealth(body: LicenseHealthRequest, options?: CallOptions): ApiPromise<LicenseHealthAnswer>;

  /**
   * Download an app's license file.
   *
   * Public: requires no credential.
   *
   * `GET /api/license/download/{app_bundle_id}`
   *
   * @param appBundleId Bundle ID of the app, 1 to 255 characters.
   * @returns The file.
   * @throws 400: LICENSE_DISABLED
   * @throws 404: FILE_NOT_FOUND
   */
  downloadFile(appBundleId: string, options?: CallOptions): Promise<Download>;
}
export class LicenseApi extends /* @__PURE__ */ resource({
  checkHealth: 'POST /api/license/health body',
  downloadFile: 'GET /api/license/download/{app_bundle_id} binary',
}) {}
