/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionUsage = {
    /**
     * Active sessions of the license, including this one.
     */
    used: number;
    /**
     * Maximum number of active sessions; null is unlimited.
     */
    max: number | null;
};

