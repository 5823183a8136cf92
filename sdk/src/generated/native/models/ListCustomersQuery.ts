/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerSort } from './CustomerSort';
import type { TimeRange } from './TimeRange';
export type ListCustomersQuery = {
    /**
     * E-mail addresses, case-insensitive.
     */
    email?: (string | Array<string>) | undefined;
    /**
     * Only the customers with these references.
     */
    reference?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the name, the e-mail address or the company; or the exact reference. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Earliest and latest time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time of the last change.
     */
    updated_at?: TimeRange | undefined;
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
    sort?: CustomerSort | undefined;
    /**
     * Only deleted customers that can be restored.
     */
    archived?: boolean | undefined;
};

