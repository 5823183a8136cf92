/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertChanges } from './AlertChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An alert was cleared, because its cause is gone.
 */
export type AlertClearedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: AlertChanges;
    /**
     * Type of the event.
     */
    type: 'alert.cleared';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

