/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsageItem = {
    /**
     * Code of the meter.
     */
    meter: string;
    /**
     * Amount to take or, if negative, to return; not 0.
     */
    amount: number;
};

