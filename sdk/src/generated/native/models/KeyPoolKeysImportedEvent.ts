/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { KeyPoolKeysImportedEventData } from './KeyPoolKeysImportedEventData';
/**
 * Keys were added to a pool; says how many.
 */
export type KeyPoolKeysImportedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'key_pool.keys_imported';
    /**
     * Data of the event.
     */
    data: KeyPoolKeysImportedEventData;
});

