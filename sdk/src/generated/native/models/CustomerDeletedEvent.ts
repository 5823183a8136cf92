/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerDeletedEventData } from './CustomerDeletedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A customer was deleted.
 */
export type CustomerDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerDeletedEventData;
    /**
     * Type of the event.
     */
    type: 'customer.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

