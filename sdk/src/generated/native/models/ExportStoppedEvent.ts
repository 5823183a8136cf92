/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportChanges } from './DataExportChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An export was stopped before its file was complete.
 */
export type ExportStoppedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: DataExportChanges;
    /**
     * Type of the event.
     */
    type: 'export.stopped';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

