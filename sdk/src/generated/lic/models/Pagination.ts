/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Pagination = {
    /**
     * Number of this page; the first is 1.
     */
    current_page: number;
    /**
     * Maximum number of items on a page.
     */
    per_page: number;
    /**
     * Number of items on all pages.
     */
    total: number;
    /**
     * Number of the last page; 1 if there are no items.
     */
    last_page: number;
};

