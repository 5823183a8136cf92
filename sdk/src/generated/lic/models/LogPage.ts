/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LogEntry } from './LogEntry';
import type { Pagination } from './Pagination';
export type LogPage = {
    /**
     * Entries of this page, newest first.
     */
    logs: Array<LogEntry>;
    /**
     * Page numbers and totals.
     */
    pagination: Pagination;
};

