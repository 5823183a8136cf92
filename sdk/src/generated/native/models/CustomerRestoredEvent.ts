/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerRecord } from './CustomerRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A deleted customer was restored.
 */
export type CustomerRestoredEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerRecord;
    /**
     * Type of the event.
     */
    type: 'customer.restored';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

