/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertSort } from './AlertSort';
export type ListAlertsQuery = {
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
    sort?: AlertSort | undefined;
    /**
     * Case-insensitive part of the type, the message or the node. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Whether the alert is open, that is, its condition still holds.
     */
    open?: boolean | undefined;
};

