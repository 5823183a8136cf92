/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StatisticsDay = {
    /**
     * Licenses issued, without those that were deleted.
     */
    issued: number;
    /**
     * Licenses that expired and were not extended since.
     */
    expired: number;
    /**
     * Licenses revoked.
     */
    revoked: number;
    /**
     * Activations of devices and domains.
     */
    activations: number;
    /**
     * Results of calls by apps.
     */
    checks: number;
    /**
     * Answers that did not let the app run.
     */
    refused: number;
    /**
     * Calendar date, in `TIME_ZONE`.
     */
    day: string;
};

