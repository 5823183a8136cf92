/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceComponents } from './DeviceComponents';
import type { Environment } from './Environment';
export type TakeRateLimit = {
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
     * ID or name of the policy that the license must have: another one is refused as POLICY_MISMATCH. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * ID or name of the group in which the license must be: otherwise it is refused as GROUP_MISMATCH. At most 255 characters.
     */
    group?: string | undefined;
    /**
     * ID, reference or e-mail of the customer who must own the license: it is refused as CUSTOMER_MISMATCH otherwise. At most 255 characters.
     */
    customer?: string | undefined;
    /**
     * SHA-256 of the app's file, in hex. It is refused as CHECKSUM_MISMATCH unless an active version of the product has this
     * file: that of `app_version`, if it is sent, and for the `platform`.
     */
    checksum?: string | undefined;
    /**
     * Where the app runs. The policy decides whether such a device takes a seat, takes none or is refused. If omitted, what the
     * device reported when it last activated; physical if it never did.
     */
    environment?: Environment | undefined;
    /**
     * Number of processor cores of the device. It is refused above `max_cores` of the policy. 1 to 2,147,483,647.
     */
    cores?: number | undefined;
    /**
     * Memory of the device in MB. It is refused above `max_memory_mb` of the policy. 1 to 2,147,483,647.
     */
    memory_mb?: number | undefined;
    /**
     * Disk space of the device in GB. It is refused above `max_disk_gb` of the policy. 1 to 2,147,483,647.
     */
    disk_gb?: number | undefined;
    /**
     * ID returned by the activation.
     */
    activation_id?: string | undefined;
    /**
     * License key, as the user entered it. If omitted, the limit is that of the API key in `X-API-Key`, and only `limit` and `cost` count. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    /**
     * Name of the limit. At most 64 characters.
     */
    limit: string;
    /**
     * Amount to take; 0 takes nothing and only asks. 0 to 1,000,000,000; 1 by default.
     */
    cost?: number | undefined;
};

