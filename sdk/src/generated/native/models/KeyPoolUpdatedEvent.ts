/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { KeyPoolChanges } from './KeyPoolChanges';
/**
 * A pool of keys was changed.
 */
export type KeyPoolUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'key_pool.updated';
    /**
     * Data of the event.
     */
    data: KeyPoolChanges;
});

