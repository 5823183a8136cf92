/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsageItem = {
    /**
     * Code of the meter. At most 64 characters.
     */
    meter: string;
    /**
     * Amount to take or, if negative, to return; not 0. -1,000,000,000 to 1,000,000,000.
     */
    amount: number;
};

