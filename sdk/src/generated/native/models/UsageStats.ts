/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsageStats = {
    /**
     * Valid licenses: neither suspended nor expired, and started.
     */
    active_licenses: number;
    /**
     * Devices that hold a seat.
     */
    activations: number;
    /**
     * License sessions that have neither ended nor expired.
     */
    active_sessions: number;
    /**
     * Accepted device heartbeats of the last 60 seconds, plus the sessions with a heartbeat in that time.
     */
    heartbeats_per_minute: number;
};

