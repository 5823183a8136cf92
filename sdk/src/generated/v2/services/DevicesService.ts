/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceRegistered } from '../models/DeviceRegistered';
import type { LicenseDevices } from '../models/LicenseDevices';
import type { MessageAnswer } from '../models/MessageAnswer';
import type { RegisterDeviceRequest } from '../models/RegisterDeviceRequest';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class DevicesService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List the devices of a license.
     * @returns LicenseDevices
     * @throws ApiError
     */
    public listLicenseDevices({
        licenseId,
    }: {
        licenseId: number,
    }): CancelablePromise<LicenseDevices> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/license/{license_id}/devices',
            path: {
                'license_id': licenseId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Activate a license for a device, by the rules of an activation. Registering an active device again keeps its seat.
     * @returns DeviceRegistered
     * @throws ApiError
     */
    public registerDevice({
        licenseId,
        requestBody,
    }: {
        licenseId: number,
        requestBody: RegisterDeviceRequest,
    }): CancelablePromise<DeviceRegistered> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/{license_id}/register-device',
            path: {
                'license_id': licenseId,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `LICENSE_INACTIVE or LICENSE_EXPIRED`,
                404: `LICENSE_NOT_FOUND`,
                409: `ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Release the seat of a device. A device that is inactive stays so.
     * @returns MessageAnswer
     * @throws ApiError
     */
    public deactivateDevice({
        licenseId,
        deviceId,
    }: {
        licenseId: number,
        deviceId: number,
    }): CancelablePromise<MessageAnswer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/license/{license_id}/deactivate-device/{device_id}',
            path: {
                'license_id': licenseId,
                'device_id': deviceId,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `LICENSE_NOT_FOUND, or NOT_FOUND: the license has no such device`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
