/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterChanges } from './MeterChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The definition of a meter was changed.
 */
export type MeterUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: MeterChanges;
    /**
     * Type of the event.
     */
    type: 'meter.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

