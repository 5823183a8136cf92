/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PageMeta = {
    /**
     * Number of pages.
     */
    pages: number;
    /**
     * Number of items on all pages.
     */
    count: number;
};

