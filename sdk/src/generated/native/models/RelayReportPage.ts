/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelayReport } from './RelayReport';
export type RelayReportPage = {
    /**
     * Items of this page, in the order of the list.
     */
    items: Array<RelayReport>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

