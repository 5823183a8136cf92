/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportRecord } from './DataExportRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A large export was started; it is written in the background.
 */
export type ExportStartedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: DataExportRecord;
    /**
     * Type of the event.
     */
    type: 'export.started';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

