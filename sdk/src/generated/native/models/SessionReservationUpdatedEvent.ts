/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { SessionReservationChanges } from './SessionReservationChanges';
/**
 * A reservation of floating seats was changed; has the changed values.
 */
export type SessionReservationUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'session_reservation.updated';
    /**
     * Data of the event.
     */
    data: SessionReservationChanges;
});

