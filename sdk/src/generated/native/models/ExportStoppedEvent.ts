/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportChanges } from './DataExportChanges';
import type { EventHead } from './EventHead';
/**
 * An export was stopped before its file was complete.
 */
export type ExportStoppedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'export.stopped';
    /**
     * Data of the event.
     */
    data: DataExportChanges;
});

