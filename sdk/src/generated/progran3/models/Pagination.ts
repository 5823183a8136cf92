/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Pagination = {
    /**
     * Number of this page; the first is 1.
     */
    page: number;
    /**
     * Maximum number of items on a page.
     */
    limit: number;
    /**
     * Number of items on all pages.
     */
    total: number;
    /**
     * Number of pages.
     */
    totalPages: number;
};

