/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreditRollover = {
    /**
     * Periods after its own in which it can be taken.
     */
    periods: number;
    /**
     * The most of each period; null is all of it.
     */
    max: string | null;
};

