/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Select2Pagination = {
    /**
     * Whether there is another page.
     */
    more: boolean;
};

