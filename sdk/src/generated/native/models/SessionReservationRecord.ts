/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type SessionReservationRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Name.
     */
    name: string | null;
    /**
     * Kind of the members.
     */
    reserved_for: string;
    /**
     * Members.
     */
    members: Array<string>;
    /**
     * Seats.
     */
    seats: number;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    change?: EventChange | undefined;
};

