/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SeatUsage = {
    /**
     * Number of seats in use.
     */
    taken: number;
    /**
     * Maximum number of seats, without those that the policy allows above it.
     */
    limit: number;
    /**
     * Number of seats in use above the limit. At least 1.
     */
    over: number;
};

