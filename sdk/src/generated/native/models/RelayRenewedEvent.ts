/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { RelayChanges } from './RelayChanges';
/**
 * relay.renewed
 */
export type RelayRenewedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay.renewed';
    /**
     * Data of the event.
     */
    data: RelayChanges;
});

