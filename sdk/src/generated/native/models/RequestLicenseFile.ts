/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceCall } from './DeviceCall';
import type { LicenseFilePart } from './LicenseFilePart';
export type RequestLicenseFile = (DeviceCall & {
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id: (string | Record<string, any>);
    /**
     * Days for which the file holds, at most the `offline_days` of the policy, which are the default. The file ends with the license at the latest, its grace period included. 1 to 3,650.
     */
    ttl_days?: number | undefined;
    /**
     * Encrypt the file, so that only an app with the license key, and the fingerprint if the file is for one device, can read it. Files are always signed; false by default.
     */
    encrypted?: boolean | undefined;
    /**
     * What the file carries in its claim `included`, of what the `license_file_parts` of the product allow; entitlements are always in it. At most 100 devices and users, and 16 KB in all.
     */
    include?: Array<LicenseFilePart> | undefined;
});

