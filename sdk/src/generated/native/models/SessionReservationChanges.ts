/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type SessionReservationChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * License.
     */
    license_id: string;
    /**
     * Name.
     */
    name?: string | null | undefined;
    /**
     * Kind of the members.
     */
    reserved_for?: string | undefined;
    /**
     * Members.
     */
    members?: Array<string> | undefined;
    /**
     * Seats.
     */
    seats?: number | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
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

