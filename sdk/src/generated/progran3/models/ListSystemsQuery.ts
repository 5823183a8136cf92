/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListSystemsQuery = {
    /**
     * Page number, starting at 1; 1 by default. A page has 1,000 systems.
     */
    page?: number | undefined;
};

