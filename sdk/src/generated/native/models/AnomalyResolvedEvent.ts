/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyChanges } from './AnomalyChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * Unusual use of a license was marked as settled.
 */
export type AnomalyResolvedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: AnomalyChanges;
    /**
     * Type of the event.
     */
    type: 'anomaly.resolved';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

