/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { ConfigAnswer, ConfigList, CreateConfigRequest, CreatedConfigAnswer, DoneAnswer, ListConfigsQuery, UpdateConfigRequest, UpdatedConfigAnswer, UploadLicenseFileForm, UploadedFileAnswer } from '../index';

/** Configurations and license files of apps. */
export interface AdminApi {

  /**
   * Create the license configuration of an app.
   *
   * Requires an access token or an API key with the permission `app-bundles:write`; none if OPEN_DIALECTS lists this API.
   *
   * `POST /api/admin/license/config`
   *
   * @returns The created config result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   */
  createConfig(body: CreateConfigRequest, options?: CallOptions): ApiPromise<CreatedConfigAnswer>;

  /**
   * Update the license configuration of an app.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `app-bundles:write`; none if OPEN_DIALECTS lists this API.
   *
   * `PUT /api/admin/license/config/{app_bundle_id}`
   *
   * @param appBundleId Bundle ID of the app, 1 to 255 characters.
   * @returns The updated config result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   */
  updateConfig(appBundleId: string, body: UpdateConfigRequest, options?: CallOptions): ApiPromise<UpdatedConfigAnswer>;

  /**
   * Get the license configuration of an app.
   *
   * Requires an access token or an API key with the permission `app-bundles:read`; none if OPEN_DIALECTS lists this API.
   *
   * `GET /api/admin/license/config/{app_bundle_id}`
   *
   * @param appBundleId Bundle ID of the app, 1 to 255 characters.
   * @returns The config result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   */
  getConfig(appBundleId: string, options?: CallOptions): ApiPromise<ConfigAnswer>;

  /**
   * Delete the license configuration of an app and its license file.
   *
   * Requires an access token or an API key with the permission `app-bundles:write`; none if OPEN_DIALECTS lists this API.
   *
   * `DELETE /api/admin/license/config/{app_bundle_id}`
   *
   * @param appBundleId Bundle ID of the app, 1 to 255 characters.
   * @returns The done result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   */
  deleteConfig(appBundleId: string, options?: CallOptions): ApiPromise<DoneAnswer>;

  /**
   * List the license configurations of all apps, newest first.
   *
   * Requires an access token or an API key with the permission `app-bundles:read`; none if OPEN_DIALECTS lists this API.
   *
   * `GET /api/admin/license/configs`
   *
   * @returns The config list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   */
  listConfigs(query?: ListConfigsQuery, options?: CallOptions): ApiPromise<ConfigList>;

  /**
   * Upload the license file of an app, which replaces the previous one.
   *
   * Requires an access token or an API key with the permission `app-bundles:write`; none if OPEN_DIALECTS lists this API.
   *
   * `POST /api/admin/license/upload/{app_bundle_id}`
   *
   * @param appBundleId Bundle ID of the app, 1 to 255 characters.
   * @returns The uploaded file result.
   * @throws 400: UPLOAD_FAILED
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: UPLOAD_FAILED: the form is too large.
   */
  uploadLicenseFile(appBundleId: string, body: UploadLicenseFileForm, options?: CallOptions): ApiPromise<UploadedFileAnswer>;
}
export class AdminApi extends /* @__PURE__ */ resource({
  createConfig: 'POST /api/admin/license/config body',
  updateConfig: 'PUT /api/admin/license/config/{app_bundle_id} body',
  getConfig: 'GET /api/admin/license/config/{app_bundle_id}',
  deleteConfig: 'DELETE /api/admin/license/config/{app_bundle_id} json',
  listConfigs: 'GET /api/admin/license/configs query',
  uploadLicenseFile: 'POST /api/admin/license/upload/{app_bundle_id} form',
}) {}
