/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PageMeta = {
    current_page: number;
    per_page: number;
    total: number;
    last_page: number;
};

