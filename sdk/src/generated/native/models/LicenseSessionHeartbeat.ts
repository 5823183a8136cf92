/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseSessionHeartbeat = {
    /**
     * When the session expires unless a heartbeat arrives before. ISO 8601.
     */
    expires_at: string;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until?: string | undefined;
};

