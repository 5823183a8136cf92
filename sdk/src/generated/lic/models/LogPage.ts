/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LogEntry } from './LogEntry';
import type { Pagination } from './Pagination';
export type LogPage = {
    logs: Array<LogEntry>;
    pagination: Pagination;
};

