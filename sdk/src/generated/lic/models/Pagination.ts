/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Pagination = {
    current_page: number;
    per_page: number;
    total: number;
    last_page: number;
};

