/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { KeyPoolRecord } from './KeyPoolRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A pool of keys was deleted.
 */
export type KeyPoolDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: KeyPoolRecord;
    /**
     * Type of the event.
     */
    type: 'key_pool.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

