/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LoggedOperation } from './LoggedOperation';
import type { RequestCaller } from './RequestCaller';
export type RequestLogEntry = {
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
     * Operation that an app requested; `read` or `change` for requests of users and API keys.
     */
    operation: LoggedOperation;
    /**
     * Method; null for requests of apps.
     */
    method: string | null;
    /**
     * Route without the values in it; null for requests of apps.
     */
    route: string | null;
    /**
     * HTTP status; null for requests of apps.
     */
    status: number | null;
    /**
     * As in `X-Request-Id` and in the audit log; null for requests of apps.
     */
    request_id: string | null;
    /**
     * Start and end of the license key; null if the request named no license.
     */
    license_key: string | null;
    /**
     * ID of the license; null without one.
     */
    license_id: string | null;
    /**
     * ID of the customer; null without one.
     */
    customer_id: string | null;
    /**
     * API key of the caller; null without one.
     */
    api_key: RequestCaller | null;
    /**
     * User who made the request; null if none did.
     */
    user: RequestCaller | null;
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

