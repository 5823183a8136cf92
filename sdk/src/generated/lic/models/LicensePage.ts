/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
import type { Pagination } from './Pagination';
export type LicensePage = {
    /**
     * Licenses of this page, newest first.
     */
    licenses: Array<License>;
    /**
     * Page numbers and totals.
     */
    pagination: Pagination;
};

