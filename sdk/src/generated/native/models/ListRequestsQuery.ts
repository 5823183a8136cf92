/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LoggedOperation } from './LoggedOperation';
import type { RequestLogSort } from './RequestLogSort';
export type ListRequestsQuery = {
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
    sort?: RequestLogSort | undefined;
    /**
     * IDs of licenses.
     */
    license?: (string | Array<string>) | undefined;
    /**
     * License key as sent, also a former one, that of a deleted license or an unknown one. At most 255 characters.
     */
    key?: string | undefined;
    /**
     * IDs of customers: requests about them, and about their 1,000 newest licenses.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * IDs of users.
     */
    user?: (string | Array<string>) | undefined;
    /**
     * IDs of API keys, also revoked ones.
     */
    api_key?: (string | Array<string>) | undefined;
    /**
     * Addresses of callers.
     */
    ip?: (string | Array<string>) | undefined;
    /**
     * Codes of results; `OK` for requests of users and API keys that were not refused.
     */
    code?: (string | Array<string>) | undefined;
    /**
     * Operations. A page examines at most 10,000 requests: with several filters, it may have fewer items than `limit`, or none, before the end.
     */
    operation?: (LoggedOperation | Array<LoggedOperation>) | undefined;
    /**
     * Names of APIs.
     */
    dialect?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the device, the address, the app version, the code or the route. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows. At most 255 characters.
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

