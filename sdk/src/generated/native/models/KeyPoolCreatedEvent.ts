/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { KeyPoolRecord } from './KeyPoolRecord';
/**
 * A pool of pre-made keys was added.
 */
export type KeyPoolCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'key_pool.created';
    /**
     * Data of the event.
     */
    data: KeyPoolRecord;
});

