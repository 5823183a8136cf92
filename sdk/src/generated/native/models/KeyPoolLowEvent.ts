/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { KeyPoolRecord } from './KeyPoolRecord';
/**
 * A pool of keys ran low.
 */
export type KeyPoolLowEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'key_pool.low';
    /**
     * Data of the event.
     */
    data: KeyPoolRecord;
});

