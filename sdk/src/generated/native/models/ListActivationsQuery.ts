/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationSort } from './ActivationSort';
import type { TimeRange } from './TimeRange';
export type ListActivationsQuery = {
    /**
     * UUIDs, keys or former keys of licenses.
     */
    license?: (string | Array<string>) | undefined;
    /**
     * UUIDs or references of the licenses' products.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Device fingerprints: hardware IDs as sent, or the SHA-256 of objects that were sent.
     */
    fingerprint?: (string | Array<string>) | undefined;
    /**
     * Versions of the app that active devices run; `1.*` stands for all that begin with `1.`.
     */
    version?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the device name. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Exact IP addresses from which the devices last activated.
     */
    ip?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the fingerprint, the device name or the license key (of the 1000 newest licenses that match); or the exact IP address. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Whether the device is activated.
     */
    active?: boolean | undefined;
    /**
     * Earliest and latest time at which the device last activated.
     */
    activated_at?: TimeRange | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: ActivationSort | undefined;
};

