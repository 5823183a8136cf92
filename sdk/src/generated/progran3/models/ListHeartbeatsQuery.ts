/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListHeartbeatsQuery = {
    /**
     * Maximum number of items, 50 by default; values above 100 are reduced to 100. At least 1.
     */
    limit?: number | undefined;
    /**
     * Earliest time of the heartbeats. ISO 8601.
     */
    since?: string | null | undefined;
};

