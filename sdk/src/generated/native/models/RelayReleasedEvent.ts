/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { RelayChanges } from './RelayChanges';
/**
 * relay.released
 */
export type RelayReleasedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay.released';
    /**
     * Data of the event.
     */
    data: RelayChanges;
});

