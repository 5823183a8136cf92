/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceCall } from './DeviceCall';
import type { UsageItem } from './UsageItem';
export type ValidateLicense = (DeviceCall & {
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    /**
     * ID of the license file that the app has, its claim `jti`. The response then states whether the file was revoked.
     */
    license_file?: string | undefined;
    /**
     * Codes of entitlements that the license must have, at most 100; a flag must be true.
     */
    entitlements?: Array<string> | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
    /**
     * Amounts of meters, and uses of features, of which the answer says whether they could be taken now. Nothing is taken. At most 20 items.
     */
    items?: Array<UsageItem> | undefined;
    /**
     * Number of current users of the app. Above `max_users` of the license, it is refused as USERS_EXHAUSTED. 0 to 2,147,483,647.
     */
    current_users?: number | undefined;
});

