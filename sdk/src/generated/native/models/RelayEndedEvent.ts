/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { RelayChanges } from './RelayChanges';
/**
 * relay.ended
 */
export type RelayEndedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay.ended';
    /**
     * Data of the event.
     */
    data: RelayChanges;
});

