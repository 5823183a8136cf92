/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { HeartbeatEvent } from './HeartbeatEvent';
export type HeartbeatRequest = {
    /**
     * License key in the form `PROGRAN3-YYYY-…`. 20 to 100 characters.
     */
    license_key: string;
    /**
     * Capital letters are accepted too.
     */
    system_fingerprint: string;
    /**
     * Time at the system when the event occurred, ISO 8601 or milliseconds since 1970; null if unknown.
     */
    timestamp?: (string | null | number) | undefined;
    /**
     * Kind of the event; null if unknown.
     */
    event_type?: HeartbeatEvent | null | undefined;
    /**
     * Version of the plugin; null if unknown. At most 255 characters.
     */
    plugin_version?: string | null | undefined;
    /**
     * When the session started, ISO 8601 or milliseconds since 1970; null if unknown.
     */
    session_start?: (string | null | number) | undefined;
    /**
     * Duration of the session in seconds; null if unknown.
     */
    session_duration?: number | null | undefined;
    /**
     * Version of SketchUp; null if unknown. At most 255 characters.
     */
    sketchup_version?: string | null | undefined;
    /**
     * Operating system; null if unknown. At most 255 characters.
     */
    platform?: string | null | undefined;
};

