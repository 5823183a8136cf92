/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerMergedEventData } from './CustomerMergedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * Two customers became one; names the deleted one.
 */
export type CustomerMergedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerMergedEventData;
    /**
     * Type of the event.
     */
    type: 'customer.merged';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

