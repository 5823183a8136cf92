/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SearchResult } from './SearchResult';
export type SearchResults = {
    /**
     * The newest results of each type, grouped by type. The types share the limit evenly.
     */
    items: Array<SearchResult>;
    /**
     * Number of results of all types. A type with more than 1000 results counts 1000.
     */
    total: number;
    /**
     * Number of the newest customers, licenses and devices in which a text of one or two letters was searched. Null if all were searched.
     */
    searched_rows: number | null;
    /**
     * Whether `total` counts all results; otherwise, there are at least that many.
     */
    total_is_exact: boolean;
};

