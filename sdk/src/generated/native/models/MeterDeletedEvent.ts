/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterRecord } from './MeterRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * The definition of a meter was deleted.
 */
export type MeterDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: MeterRecord;
    /**
     * Type of the event.
     */
    type: 'meter.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

