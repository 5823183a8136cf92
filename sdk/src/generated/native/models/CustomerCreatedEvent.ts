/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerRecord } from './CustomerRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A customer was added.
 */
export type CustomerCreatedEvent = {
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
    type: 'customer.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

