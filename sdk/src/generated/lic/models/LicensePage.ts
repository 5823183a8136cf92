/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
import type { Pagination } from './Pagination';
export type LicensePage = {
    licenses: Array<License>;
    pagination: Pagination;
};

