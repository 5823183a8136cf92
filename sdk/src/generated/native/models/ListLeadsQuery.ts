/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreationSort } from './CreationSort';
import type { LeadStatus } from './LeadStatus';
export type ListLeadsQuery = {
    /**
     * Only leads with one of these statuses.
     */
    status?: (LeadStatus | Array<LeadStatus>) | undefined;
    /**
     * Exact types of the institutions.
     */
    type?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the name, the city or a contact's name; or the whole e-mail address of a contact. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
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
    sort?: CreationSort | undefined;
};

