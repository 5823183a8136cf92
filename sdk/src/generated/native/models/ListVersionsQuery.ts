/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeSort } from './ChangeSort';
import type { TimeRange } from './TimeRange';
export type ListVersionsQuery = {
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
    sort?: ChangeSort | undefined;
    /**
     * Earliest and latest time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time of the last change.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Case-insensitive part of the reference or the version. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Only versions of these release channels.
     */
    channel?: (string | Array<string>) | undefined;
    /**
     * Whether the version is offered to apps.
     */
    is_active?: boolean | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
};

