/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseSession = {
    id: string;
    number: number;
    license: string;
    /**
     * The seat of the device that the program runs on.
     */
    activation: string;
    /**
     * What the program calls its machine.
     */
    machine_id: string | null;
    app_version: string | null;
    ip: string | null;
    end_reason: 'ended' | 'timeout' | 'deactivated' | null;
    /**
     * Fingerprint of that device.
     */
    hardware_id: string;
    running: boolean;
    started_at: string;
    last_beat_at: string;
    ended_at: string | null;
};

