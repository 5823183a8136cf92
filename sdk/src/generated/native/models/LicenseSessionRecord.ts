/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type LicenseSessionRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Activation id.
     */
    activation_id: string;
    /**
     * Version of the app; null if it reported none.
     */
    app_version: string | null;
    /**
     * Machine ID reported by the app.
     */
    machine_id: string | null;
    /**
     * Username.
     */
    username: string | null;
    /**
     * IP address from which the session was started; null if unknown.
     */
    ip: string | null;
    /**
     * Reservation id.
     */
    reservation_id: number | null;
    /**
     * When the session was started. ISO 8601.
     */
    started_at: string;
    /**
     * When the last heartbeat was received. ISO 8601.
     */
    last_beat_at: string;
    /**
     * Lease.
     */
    lease: number;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until: string | null;
    /**
     * When the session ended; null while it is running. ISO 8601.
     */
    ended_at: string | null;
    /**
     * Why the session ended; null while it is running.
     */
    end_reason: string | null;
    /**
     * End message.
     */
    end_message: string | null;
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

