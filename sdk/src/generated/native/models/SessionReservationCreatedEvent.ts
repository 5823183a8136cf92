/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SessionReservationRecord } from './SessionReservationRecord';
/**
 * Floating seats were reserved for users, hosts or networks.
 */
export type SessionReservationCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'session_reservation.created';
    /**
     * Data of the event.
     */
    data: SessionReservationRecord;
});

