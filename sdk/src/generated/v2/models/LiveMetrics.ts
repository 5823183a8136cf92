/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LiveMetrics = {
    /**
     * Licenses that can be used now.
     */
    active_licenses: number;
    /**
     * Active devices.
     */
    total_activations: number;
    /**
     * Sessions that have neither ended nor expired.
     */
    active_sessions: number;
    /**
     * Device heartbeats of the last 60 seconds, plus the sessions with a heartbeat in that time.
     */
    heartbeats_per_minute: number;
};

