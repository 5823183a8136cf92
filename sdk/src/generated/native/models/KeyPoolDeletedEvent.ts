/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { KeyPoolRecord } from './KeyPoolRecord';
/**
 * A pool of keys was deleted.
 */
export type KeyPoolDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'key_pool.deleted';
    /**
     * Data of the event.
     */
    data: KeyPoolRecord;
});

