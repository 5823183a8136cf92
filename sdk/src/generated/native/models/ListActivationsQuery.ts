/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationSort } from './ActivationSort';
import type { TimeRange } from './TimeRange';
export type ListActivationsQuery = {
    /**
     * UUID, key or former key of the license. At most 255 characters.
     */
    license?: string | undefined;
    /**
     * UUID or reference of the license's product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent. At most 512 characters.
     */
    fingerprint?: string | undefined;
    /**
     * Case-insensitive part of the device name. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Exact IP address from which the device last activated. At most 64 characters.
     */
    ip?: string | undefined;
    /**
     * Case-insensitive part of the fingerprint, the device name or the license key (of the 1000 newest licenses that match); or the exact IP address. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Whether the device is activated.
     */
    active?: boolean | undefined;
    /**
     * Limits of the time at which the device last activated.
     */
    activated_at?: TimeRange | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: ActivationSort | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
};

