/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type EventLoopDelay = {
    /**
     * 99th percentile in milliseconds, of at most 15 seconds.
     */
    p99_ms: number;
    /**
     * Maximum in milliseconds, of at most 15 seconds.
     */
    max_ms: number;
};

