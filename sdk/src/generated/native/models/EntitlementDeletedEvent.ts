/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementRecord } from './EntitlementRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * The definition of a feature was deleted.
 */
export type EntitlementDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: EntitlementRecord;
    /**
     * Type of the event.
     */
    type: 'entitlement.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

