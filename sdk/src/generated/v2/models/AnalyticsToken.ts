/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AnalyticsToken = {
    /**
     * Access token, sent as `Authorization: Bearer …`.
     */
    token: string;
    /**
     * When the token expires, UTC.
     */
    expires_at: string;
};

