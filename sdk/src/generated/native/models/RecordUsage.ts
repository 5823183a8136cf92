/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceComponents } from './DeviceComponents';
import type { UsageItem } from './UsageItem';
export type RecordUsage = {
    /**
     * Version of the app. It is refused outside the policy's range of versions, and if it was released after `updates_until`. At most 255 characters.
     */
    app_version?: string | undefined;
    components?: DeviceComponents | undefined;
    /**
     * Platform of the app, such as its operating system. It is refused if the policy allows other platforms only. At most 255 characters.
     */
    platform?: string | undefined;
    /**
     * Release channel of the app. It is refused if the policy allows other channels only. At most 255 characters.
     */
    channel?: string | undefined;
    /**
     * Reference of the calling product, which decides on the entitlements, meters and versions of a license for several products. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * Expected client name of the license. At most 255 characters.
     */
    client_name?: string | undefined;
    /**
     * Domain on which the app runs. An app that sends it as `hardware_id` as well, in lower case and without port, activates
     * the domain: the policy says in `local_domains` whether one of a developer takes a seat. At most 255 characters.
     */
    domain?: string | undefined;
    /**
     * User of the app: an e-mail address, in which case does not matter, or an external id, which contains no `@`. A
     * license with users refuses others as USER_MISMATCH; its policy may demand a user, or assign unknown ones. At most 255 characters.
     */
    user?: string | undefined;
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    /**
     * Amounts of up to 20 meters, of which all count or none. Omit it to name one `meter` and `amount`. 1 to 20 items.
     */
    items?: Array<UsageItem> | undefined;
    /**
     * Code of the meter, in place of `items`. At most 64 characters.
     */
    meter?: string | undefined;
    /**
     * Amount to take or, if negative, to return; not 0. In place of `items`. -1,000,000,000 to 1,000,000,000.
     */
    amount?: number | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
    /**
     * License key, as the user entered it: dashes, blanks and case may differ from the key as issued. At most 255 characters.
     */
    license_key: string;
    /**
     * ID returned by the activation.
     */
    activation_id?: string | undefined;
};

