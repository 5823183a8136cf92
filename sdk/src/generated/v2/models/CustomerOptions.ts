/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerOption } from './CustomerOption';
import type { Select2Pagination } from './Select2Pagination';
export type CustomerOptions = {
    /**
     * Customers of this page.
     */
    results: Array<CustomerOption>;
    /**
     * Whether there are more pages.
     */
    pagination: Select2Pagination;
};

