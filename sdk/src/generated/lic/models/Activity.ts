/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Activity = {
    /**
     * Day.
     */
    date: string;
    /**
     * Number of verifications on this day.
     */
    verifications: number;
};

