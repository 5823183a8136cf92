/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseFileStatus } from './LicenseFileStatus';
export type HeartbeatResult = {
    /**
     * Always true: refusals are errors.
     */
    success: boolean;
    /**
     * When the next heartbeat is due. ISO 8601.
     */
    next_heartbeat: string;
    /**
     * Status of the license file that the call named. Only present if it named one.
     */
    license_file?: LicenseFileStatus | undefined;
    /**
     * The answer as a compact JWS, which apps verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`. Contains
     * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
     * present with a nonce.
     */
    signed?: string | undefined;
};

