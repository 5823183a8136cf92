/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionStarted = {
    /**
     * Interval between heartbeats, in seconds.
     */
    heartbeat_interval: number;
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Token that identifies the session in later calls.
     */
    session_token: string;
    /**
     * When the session was started, UTC.
     */
    started_at: string;
    /**
     * When the session expires unless a heartbeat arrives before.
     */
    expires_at: string;
    /**
     * Whether a newer version is published.
     */
    update_available: boolean;
};

