/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerUserChanges } from './CustomerUserChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The name or the role of a person of a company was changed.
 */
export type CustomerUserUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: CustomerUserChanges;
    /**
     * Type of the event.
     */
    type: 'customer_user.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

