/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatRequest = {
    /**
     * 20 to 100 characters.
     */
    license_key: string;
    /**
     * Capital letters are accepted too.
     */
    system_fingerprint: string;
    timestamp?: (string | number) | null | undefined;
    event_type?: 'startup' | 'heartbeat' | 'shutdown' | null | undefined;
    /**
     * At most 255 characters.
     */
    plugin_version?: string | null | undefined;
    session_start?: (string | number) | null | undefined;
    session_duration?: number | null | undefined;
    /**
     * At most 255 characters.
     */
    sketchup_version?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    platform?: string | null | undefined;
};

