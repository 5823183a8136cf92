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
};

