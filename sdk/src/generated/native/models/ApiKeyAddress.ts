/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ApiKeyAddress = {
    /**
     * IP address.
     */
    ip: string;
    /**
     * When the key was last used from it, to the minute. ISO 8601.
     */
    last_used_at: string;
};

