/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReservedFor } from './ReservedFor';
export type SeatReservation = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Display name; null without one.
     */
    name: string | null;
    /**
     * Kind of the members.
     */
    reserved_for: ReservedFor;
    /**
     * Seats that are kept for them.
     */
    seats: number;
    /**
     * Running sessions on these seats.
     */
    sessions: number;
    /**
     * Users, hosts or networks whose sessions may take the seats.
     */
    members: Array<string>;
    /**
     * When the seats were reserved. ISO 8601.
     */
    created_at: string;
    /**
     * When the reservation was changed last. ISO 8601.
     */
    updated_at: string;
};

