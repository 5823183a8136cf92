/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DataExportRecord } from './DataExportRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * Somebody deleted an export before its time was over.
 */
export type ExportRemovedEvent = {
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
    type: 'export.removed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

