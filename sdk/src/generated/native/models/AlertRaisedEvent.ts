/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertRecord } from './AlertRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * An alert was raised.
 */
export type AlertRaisedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: AlertRecord;
    /**
     * Type of the event.
     */
    type: 'alert.raised';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

