/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReachedLimit = {
    /**
     * Requests in a minute.
     */
    limit: number;
    /**
     * Requests that are left.
     */
    remaining: number;
    /**
     * When the limit is reset, UTC.
     */
    resetAt: string;
};

