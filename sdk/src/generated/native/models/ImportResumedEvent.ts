/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportChanges } from './ImportChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An import was resumed whose API could not be read.
 */
export type ImportResumedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ImportChanges;
    /**
     * Type of the event.
     */
    type: 'import.resumed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

