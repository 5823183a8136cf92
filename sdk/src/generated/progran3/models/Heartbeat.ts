/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BeatingLicense } from './BeatingLicense';
import type { HeartbeatEvent } from './HeartbeatEvent';
export type Heartbeat = {
    /**
     * UUID.
     */
    id: string;
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * UUID of the system.
     */
    system_id: string;
    /**
     * Kind of the event; null if unknown.
     */
    event_type: HeartbeatEvent;
    /**
     * Time at the system when the event occurred, ISO 8601 or milliseconds since 1970; null if unknown.
     */
    timestamp: (string | null | number);
    /**
     * Version of the plugin; null if unknown.
     */
    plugin_version: string | null;
    /**
     * When the session started, ISO 8601 or milliseconds since 1970; null if unknown.
     */
    session_start: (string | null | number);
    /**
     * Duration of the session in seconds; null if unknown.
     */
    session_duration: number | null;
    /**
     * Version of SketchUp; null if unknown.
     */
    sketchup_version: string | null;
    /**
     * Operating system; null if unknown.
     */
    platform: string | null;
    /**
     * SHA-256 fingerprint of the system.
     */
    fingerprint_hash: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
    /**
     * License of the system.
     */
    licenses: BeatingLicense;
};

