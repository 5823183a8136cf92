/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionFeature } from './SessionFeature';
import type { SessionUsage } from './SessionUsage';
export type StartedLicenseSession = {
    /**
     * UUID of the session.
     */
    session_id: string;
    /**
     * Interval between heartbeats in seconds: half of the policy’s `session_lease` when the session started.
     */
    heartbeat_interval: number;
    /**
     * Only present if the call named features.
     */
    features?: Array<SessionFeature> | undefined;
    /**
     * Token that identifies the session in later calls. It is not stored and cannot be read again.
     */
    session_token: string;
    /**
     * Number of sessions of the license that are running.
     */
    sessions: SessionUsage;
    /**
     * When the session expires unless a heartbeat arrives before. ISO 8601.
     */
    expires_at: string;
    /**
     * Until when the session needs no heartbeats. Only present if it was borrowed. ISO 8601.
     */
    borrowed_until?: string | undefined;
    /**
     * The answer as a compact JWS, which apps verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`. Contains
     * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
     * present with a nonce.
     */
    signed?: string | undefined;
};

