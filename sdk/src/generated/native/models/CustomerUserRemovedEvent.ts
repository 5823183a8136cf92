/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerUserRecord } from './CustomerUserRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A person was removed from a company.
 */
export type CustomerUserRemovedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerUserRecord;
    /**
     * Type of the event.
     */
    type: 'customer_user.removed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

