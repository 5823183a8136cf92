/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionUsage } from './SessionUsage';
export type StartedLicenseSession = {
    session_id: string;
    /**
     * Interval between heartbeats in seconds.
     */
    heartbeat_interval: number;
    /**
     * Token that identifies the session in later calls. It is not stored and cannot be read again.
     */
    session_token: string;
    sessions: SessionUsage;
    /**
     * When the session expires unless a heartbeat arrives before. ISO 8601.
     */
    expires_at: string;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until?: string | undefined;
};

