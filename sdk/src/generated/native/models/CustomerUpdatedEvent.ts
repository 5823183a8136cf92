/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerChanges } from './CustomerChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A customer was changed; has the changed values.
 */
export type CustomerUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerChanges;
    /**
     * Type of the event.
     */
    type: 'customer.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

