/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SessionReservationRecord } from './SessionReservationRecord';
/**
 * A reservation of floating seats was deleted; its running sessions go on.
 */
export type SessionReservationDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'session_reservation.deleted';
    /**
     * Data of the event.
     */
    data: SessionReservationRecord;
});

