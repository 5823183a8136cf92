/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionsInUse = {
    /**
     * Number of sessions that run now.
     */
    used: number;
    /**
     * Maximum number of sessions that may run.
     */
    max: number;
};

