/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DamagedValues } from './DamagedValues';
export type ImportCustomersQuery = {
    /**
     * Whether to report what is wrong with the file without importing it; true by default.
     */
    dry_run?: boolean | undefined;
    /**
     * Character set of the file, such as `windows-1252`. By default, that of its byte order mark, or UTF-8 if it has none. At most 40 characters.
     */
    charset?: string | undefined;
    /**
     * What becomes of values that a spreadsheet has changed: `repair` removes guards such as `="00123"` and leaves out what is lost, such as `1.23457E+15`; `keep` takes them as they are. Without it, they are problems of their rows.
     */
    damaged?: DamagedValues | undefined;
    /**
     * Line of the headings, from 1. By default the first line with several cells: lines of one cell above it are titles. 1 to 11.
     */
    header_line?: number | undefined;
    /**
     * Why the change is made. It is kept in the audit log and in the events. At most 500 characters.
     */
    reason?: string | undefined;
    /**
     * Order or ticket behind the change. The audit log can be filtered by it. At most 100 characters.
     */
    reference?: string | undefined;
};

