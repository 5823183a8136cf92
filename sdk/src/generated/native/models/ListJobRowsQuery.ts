/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { JobRowOutcome } from './JobRowOutcome';
import type { JobRowSort } from './JobRowSort';
export type ListJobRowsQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: that of the run.
     */
    sort?: JobRowSort | undefined;
    /**
     * Case-insensitive part of the license key. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Only rows with one of these outcomes.
     */
    outcome?: (JobRowOutcome | Array<JobRowOutcome>) | undefined;
    /**
     * Only rows that were not changed for one of these reasons.
     */
    reason?: (string | Array<string>) | undefined;
};

