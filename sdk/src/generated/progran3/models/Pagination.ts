/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Pagination = {
    page: number;
    limit: number;
    total: number;
    totalPages: number;
};

