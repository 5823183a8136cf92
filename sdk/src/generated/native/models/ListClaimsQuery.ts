/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ClaimState } from './ClaimState';
import type { CreationSort } from './CreationSort';
export type ListClaimsQuery = {
    /**
     * State of the claim: any of these.
     */
    state?: (ClaimState | Array<ClaimState>) | undefined;
    /**
     * UUIDs or keys of licenses.
     */
    license?: (string | Array<string>) | undefined;
    /**
     * UUIDs or references of customers who claim.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the address of the customer or the key. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
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

