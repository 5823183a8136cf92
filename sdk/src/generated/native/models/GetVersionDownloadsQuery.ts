/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetVersionDownloadsQuery = {
    /**
     * Number of days in UTC, today included. 1 to 366; 30 by default.
     */
    days?: number | undefined;
};

