/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRecord } from './ImportRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * The import of a file or an API of another license server was started.
 */
export type ImportStartedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ImportRecord;
    /**
     * Type of the event.
     */
    type: 'import.started';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

