/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionStarted = {
    /**
     * Seconds between two beats.
     */
    heartbeat_interval: number;
    /**
     * Null where no version is published.
     */
    latest_version: string | null;
    success: boolean;
    /**
     * Names the session from now on.
     */
    session_token: string;
    started_at: string;
    /**
     * When the session is dead unless it beats before.
     */
    expires_at: string;
    update_available: boolean;
};

