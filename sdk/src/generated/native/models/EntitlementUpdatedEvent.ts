/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementChanges } from './EntitlementChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The definition of a feature was changed.
 */
export type EntitlementUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: EntitlementChanges;
    /**
     * Type of the event.
     */
    type: 'entitlement.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

