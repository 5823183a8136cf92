/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { RelayChanges } from './RelayChanges';
/**
 * relay.renewals_stopped
 */
export type RelayRenewalsStoppedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay.renewals_stopped';
    /**
     * Data of the event.
     */
    data: RelayChanges;
});

