/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportRecord } from './DataExportRecord';
import type { EventHead } from './EventHead';
/**
 * Somebody deleted an export before its time was over.
 */
export type ExportRemovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'export.removed';
    /**
     * Data of the event.
     */
    data: DataExportRecord;
});

