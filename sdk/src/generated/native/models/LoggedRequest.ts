/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RequestApiKey } from './RequestApiKey';
import type { RequestOperation } from './RequestOperation';
export type LoggedRequest = {
    /**
     * Number of the request in the log.
     */
    id: number;
    /**
     * Address of the caller; null if it is unknown.
     */
    ip: string | null;
    /**
     * User agent of the caller; null if it sent none.
     */
    user_agent: string | null;
    /**
     * Version of the app; null if it named none.
     */
    app_version: string | null;
    /**
     * Fingerprint of the device; null if it named none.
     */
    fingerprint: string | null;
    /**
     * Operation that the app requested.
     */
    operation: RequestOperation;
    /**
     * ID of the license; null if there is none with the key that was sent, or if it was deleted.
     */
    license_id: string | null;
    /**
     * API key that the caller authenticated with; null if the call needed none.
     */
    api_key: RequestApiKey | null;
    /**
     * When it was answered. ISO 8601.
     */
    at: string;
    /**
     * API that was called.
     */
    dialect: string;
    /**
     * Code of the result, whatever the API calls it.
     */
    code: string;
};

