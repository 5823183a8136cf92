/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportRecord } from './DataExportRecord';
import type { EventHead } from './EventHead';
/**
 * A large export was started; it is written in the background.
 */
export type ExportStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'export.started';
    /**
     * Data of the event.
     */
    data: DataExportRecord;
});

