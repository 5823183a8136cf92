/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SearchType } from './SearchType';
export type SearchQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Case-insensitive part of a name, key, fingerprint, e-mail address or another text that the lists search. A text without
     * three letters or digits in a row matches beginnings only. It must contain a letter or a digit. Of groups and trials, the
     * newest 10,000 are searched. At most 255 characters.
     */
    'q': string;
    /**
     * Only results of this type; all types by default.
     */
    type?: SearchType | undefined;
};

