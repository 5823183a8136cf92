/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { Connection as ClientConnection } from '../../../http/connection';
import type { ApiPromise } from '../../../api-promise';
import { sendCall } from '../../../send-call';
import type { ConfigAnswer, ConfigList, CreateConfigRequest, CreatedConfigAnswer, DoneAnswer, ListConfigsQuery, UpdateConfigRequest, UpdatedConfigAnswer, UploadLicenseFileForm, UploadedFileAnswer } from '../index';

export class AdminApi {
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.#connection = connection;
  }

  /**
   * Create the license configuration of an app.
   *
   * `POST /api/admin/license/config`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   */
  createConfig(body: CreateConfigRequest, options?: CallOptions): ApiPromise<CreatedConfigAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/admin/license/config', body, mediaType: 'application/json' }, options);
  }

  /**
   * Update the license configuration of an app. Omitted fields are unchanged.
   *
   * `PUT /api/admin/license/config/{app_bundle_id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   */
  updateConfig(appBundleId: string, body: UpdateConfigRequest, options?: CallOptions): ApiPromise<UpdatedConfigAnswer> {
    return sendCall(this.#connection, { method: 'PUT', url: '/api/admin/license/config/{app_bundle_id}', path: { 'app_bundle_id': appBundleId }, body, mediaType: 'application/json' }, options);
  }

  /**
   * Get the license configuration of an app.
   *
   * `GET /api/admin/license/config/{app_bundle_id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   */
  getConfig(appBundleId: string, options?: CallOptions): ApiPromise<ConfigAnswer> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/admin/license/config/{app_bundle_id}', path: { 'app_bundle_id': appBundleId } }, options);
  }

  /**
   * Delete the license configuration of an app and its license file.
   *
   * `DELETE /api/admin/license/config/{app_bundle_id}`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   */
  deleteConfig(appBundleId: string, options?: CallOptions): ApiPromise<DoneAnswer> {
    return sendCall(this.#connection, { method: 'DELETE', url: '/api/admin/license/config/{app_bundle_id}', path: { 'app_bundle_id': appBundleId } }, options);
  }

  /**
   * List the license configurations of all apps, newest first.
   *
   * `GET /api/admin/license/configs`
   *
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   */
  listConfigs(query: ListConfigsQuery = {}, options?: CallOptions): ApiPromise<ConfigList> {
    return sendCall(this.#connection, { method: 'GET', url: '/api/admin/license/configs', query }, options);
  }

  /**
   * Upload the license file of an app, which replaces the previous one.
   *
   * `POST /api/admin/license/upload/{app_bundle_id}`
   *
   * @throws 400: UPLOAD_FAILED
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 413: UPLOAD_FAILED: the form is too large.
   */
  uploadLicenseFile(appBundleId: string, body: UploadLicenseFileForm, options?: CallOptions): ApiPromise<UploadedFileAnswer> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/admin/license/upload/{app_bundle_id}', path: { 'app_bundle_id': appBundleId }, formData: body, mediaType: 'multipart/form-data' }, options);
  }
}
