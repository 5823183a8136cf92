/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { KeyPoolChanges } from './KeyPoolChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A pool of keys was changed.
 */
export type KeyPoolUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: KeyPoolChanges;
    /**
     * Type of the event.
     */
    type: 'key_pool.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

