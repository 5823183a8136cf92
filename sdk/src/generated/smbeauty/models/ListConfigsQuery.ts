/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListConfigsQuery = {
    /**
     * Page number, 1 to 1,000,000; 1 by default. A page has 1,000 items.
     */
    page?: number | undefined;
};

