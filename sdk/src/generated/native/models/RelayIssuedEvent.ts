/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { RelayRecord } from './RelayRecord';
/**
 * relay.issued
 */
export type RelayIssuedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'relay.issued';
    /**
     * Data of the event.
     */
    data: RelayRecord;
});

