/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatRequest = {
    license_key: string;
    /**
     * Capital letters are accepted too.
     */
    system_fingerprint: string;
    timestamp?: (string | number) | null | undefined;
    event_type?: 'startup' | 'heartbeat' | 'shutdown' | null | undefined;
    plugin_version?: string | null | undefined;
    session_start?: (string | number) | null | undefined;
    session_duration?: number | null | undefined;
    sketchup_version?: string | null | undefined;
    platform?: string | null | undefined;
};

