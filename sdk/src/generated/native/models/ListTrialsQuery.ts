/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TrialSort } from './TrialSort';
import type { TrialState } from './TrialState';
export type ListTrialsQuery = {
    /**
     * UUIDs or references of products.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Exact e-mail addresses, compared without case.
     */
    email?: (string | Array<string>) | undefined;
    /**
     * Exact fingerprints: hardware IDs as sent, or the SHA-256 of objects that were sent.
     */
    fingerprint?: (string | Array<string>) | undefined;
    /**
     * States of the trials now.
     */
    state?: (TrialState | Array<TrialState>) | undefined;
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
    sort?: TrialSort | undefined;
    /**
     * Case-insensitive part of the fingerprint, the e-mail or the domain. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows. At most 255 characters.
     */
    'q'?: string | undefined;
};

