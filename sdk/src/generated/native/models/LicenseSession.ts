/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseSession = {
    id: string;
    number: number;
    license: string;
    /**
     * ID of the activation of the device.
     */
    activation: string;
    /**
     * Machine ID reported by the program.
     */
    machine_id: string | null;
    app_version: string | null;
    ip: string | null;
    end_reason: 'ended' | 'timeout' | 'deactivated' | null;
    /**
     * Fingerprint of the device.
     */
    hardware_id: string;
    running: boolean;
    /**
     * ISO 8601.
     */
    started_at: string;
    /**
     * ISO 8601.
     */
    last_beat_at: string;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until?: string | undefined;
    /**
     * ISO 8601.
     */
    ended_at: string | null;
};

