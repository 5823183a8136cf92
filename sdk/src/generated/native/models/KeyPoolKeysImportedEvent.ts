/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { KeyPoolKeysImportedEventData } from './KeyPoolKeysImportedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * Keys were added to a pool; says how many.
 */
export type KeyPoolKeysImportedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: KeyPoolKeysImportedEventData;
    /**
     * Type of the event.
     */
    type: 'key_pool.keys_imported';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

