/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReservedFor } from './ReservedFor';
export type SeatReservation = {
    id: string;
    /**
     * Display name; null without one.
     */
    name: string | null;
    /**
     * Kind of the members.
     */
    reserved_for: ReservedFor;
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
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

