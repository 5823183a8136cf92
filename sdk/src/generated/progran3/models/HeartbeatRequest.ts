/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatRequest = {
    license_key: string;
    system_fingerprint: string;
    timestamp?: (string | number) | null;
    event_type?: 'startup' | 'heartbeat' | 'shutdown' | null;
    plugin_version?: string | null;
    session_start?: (string | number) | null;
    session_duration?: number | null;
    sketchup_version?: string | null;
    platform?: string | null;
};

