/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GlobalSearchResult } from './GlobalSearchResult';
export type GlobalSearch = {
    /**
     * The newest results of each type, grouped by type. The types share the limit evenly.
     */
    results: Array<GlobalSearchResult>;
    /**
     * Number of results of all types. A type with more than 1000 results counts 1000.
     */
    total: number;
};

