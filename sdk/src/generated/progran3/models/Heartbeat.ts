/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BeatingLicense } from './BeatingLicense';
export type Heartbeat = {
    id: string;
    license_id: string;
    system_id: string;
    event_type: 'startup' | 'heartbeat' | 'shutdown';
    timestamp: (string | number) | null;
    plugin_version: string | null;
    session_start: (string | number) | null;
    session_duration: number | null;
    sketchup_version: string | null;
    platform: string | null;
    fingerprint_hash: string;
    created_at: string;
    licenses: BeatingLicense;
};

