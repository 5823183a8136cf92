/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
/**
 * Number, time and target of an event.
 */
export type EventHead = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

