/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportChanges } from './DataExportChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * Somebody downloaded rows of a list as a file; says which rows and columns.
 */
export type ExportDownloadedEvent = {
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
    type: 'export.downloaded';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

