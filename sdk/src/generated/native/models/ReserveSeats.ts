/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReservedFor } from './ReservedFor';
export type ReserveSeats = {
    /**
     * Display name, such as that of a group of users. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Kind of the members.
     */
    reserved_for: ReservedFor;
    /**
     * Users as apps name them; hardware IDs or machine IDs of hosts; or IP addresses and networks (CIDR). At least 1 items.
     */
    members: Array<string>;
    /**
     * Seats; all reservations together have at most `max_sessions`. 1 to 2,147,483,647.
     */
    seats: number;
};

