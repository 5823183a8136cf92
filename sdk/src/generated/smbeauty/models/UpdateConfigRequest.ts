/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppStatus } from './AppStatus';
import type { Platform } from './Platform';
export type UpdateConfigRequest = {
    /**
     * State of the app: active, expired or disabled, as configured.
     */
    status?: AppStatus | undefined;
    /**
     * When the license expires, UTC. ISO 8601.
     */
    expires_at?: string | undefined;
    /**
     * Features of the app; none by default.
     */
    features?: Array<string> | null | undefined;
    /**
     * Version of the app; empty by default. At most 255 characters.
     */
    version?: string | null | undefined;
    /**
     * Platform of the app, such as `ios`; empty by default.
     */
    platform?: Platform | null | undefined;
    /**
     * Internal note; empty by default. At most 2,000 characters.
     */
    description?: string | null | undefined;
    /**
     * Name of who changed it last; empty by default. At most 255 characters.
     */
    updated_by?: string | null | undefined;
};

