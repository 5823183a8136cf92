/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionEnd } from './SessionEnd';
export type LicenseSession = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * ID of the activation of the device.
     */
    activation: string;
    /**
     * Machine ID reported by the app.
     */
    machine_id: string | null;
    /**
     * User named at the start; null without one.
     */
    user: string | null;
    /**
     * Version of the app; null if it reported none.
     */
    app_version: string | null;
    /**
     * IP address from which the session was started; null if unknown.
     */
    ip: string | null;
    /**
     * Why the session ended; null while it is running.
     */
    end_reason: SessionEnd | null;
    /**
     * Fingerprint of the device.
     */
    hardware_id: string;
    /**
     * Whether the session is running.
     */
    running: boolean;
    /**
     * When the session was started. ISO 8601.
     */
    started_at: string;
    /**
     * When the last heartbeat was received. ISO 8601.
     */
    last_beat_at: string;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until?: string | undefined;
    /**
     * When the session ended; null while it is running. ISO 8601.
     */
    ended_at: string | null;
};

