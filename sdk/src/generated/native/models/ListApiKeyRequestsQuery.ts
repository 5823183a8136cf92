/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RequestOutcome } from './RequestOutcome';
import type { RequestSort } from './RequestSort';
export type ListApiKeyRequestsQuery = {
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
    sort?: RequestSort | undefined;
    /**
     * `usable`: VALID, IN_GRACE and EXPIRED_BUT_USABLE. `refused`: all other codes. With this filter, a page examines at most 10,000 requests: it may have fewer items than `limit`, or none, before the end.
     */
    outcome?: (RequestOutcome | Array<RequestOutcome>) | undefined;
    /**
     * Case-insensitive part of the device, the address, the app version or the code. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Requests at this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    from?: string | undefined;
    /**
     * Requests before this time. A date alone is included, in `TIME_ZONE`. ISO 8601.
     */
    to?: string | undefined;
};

