/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type WebhookTry = {
    /**
     * ISO 8601.
     */
    at: string;
    /**
     * HTTP status of the answer; null without one.
     */
    status_code: number | null;
    duration_ms: number;
    /**
     * The first 2 KB of the answer; null without one.
     */
    response: string | null;
    /**
     * Why there was no answer; null if there was one.
     */
    error: string | null;
};

