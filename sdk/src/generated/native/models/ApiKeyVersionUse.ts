/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ApiKeyVersionUse = {
    /**
     * Last day, in UTC, on which the key was used with it.
     */
    last_used_on: string;
    /**
     * Days with uses among the last 90.
     */
    days: number;
    /**
     * Older version of the API.
     */
    api_version: string;
};

