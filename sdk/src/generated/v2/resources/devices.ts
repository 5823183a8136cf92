/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { DeviceRegistered, LicenseDevices, MessageAnswer, RegisterDeviceRequest } from '../index';

/** Devices of a license. */
export interface DevicesApi {

  /**
   * List the devices of a license.
   *
   * Requires an access token.
   *
   * `GET /api/license/{license_id}/devices`
   *
   * @param licenseId Number of the license.
   * @returns The license devices.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(licenseId: number, options?: CallOptions): ApiPromise<LicenseDevices>;

  /**
   * Activate a license for a device, by the rules of an activation.
   *
   * Registering an active device again keeps its seat. Requires an access token.
   *
   * `POST /api/license/{license_id}/register-device`
   *
   * @param licenseId Number of the license.
   * @returns The device registered.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: LICENSE_INACTIVE or LICENSE_EXPIRED
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 409: ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  register(licenseId: number, body: RegisterDeviceRequest, options?: CallOptions): ApiPromise<DeviceRegistered>;

  /**
   * Release the seat of a device.
   *
   * A device that is already inactive does not change. Requires an access token.
   *
   * `POST /api/license/{license_id}/deactivate-device/{device_id}`
   *
   * @param licenseId Number of the license.
   * @param deviceId Number of the device.
   * @returns The message result.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND, or NOT_FOUND: the license has no such device
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(licenseId: number, deviceId: number, options?: CallOptions): ApiPromise<MessageAnswer>;
}
export class DevicesApi extends /* @__PURE__ */ resource({
  list: 'GET /api/license/{license_id}/devices',
  register: 'POST /api/license/{license_id}/register-device body',
  deactivate: 'POST /api/license/{license_id}/deactivate-device/{device_id} json',
}) {}
