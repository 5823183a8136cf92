/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportChanges } from './DataExportChanges';
import type { EventHead } from './EventHead';
/**
 * Somebody downloaded rows of a list as a file; says which rows and columns.
 */
export type ExportDownloadedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'export.downloaded';
    /**
     * Data of the event.
     */
    data: DataExportChanges;
});

