/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UsageSort } from './UsageSort';
export type ListLicenseUsageQuery = {
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
    sort?: UsageSort | undefined;
    /**
     * Codes of meters.
     */
    meter?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the code or the name of the meter. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Periods that begin at this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    from?: string | undefined;
    /**
     * Periods that begin before this time. A date alone is included, in `TIME_ZONE`. ISO 8601.
     */
    to?: string | undefined;
};

