/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsageItem = {
    /**
     * Code of the meter. At most 64 characters.
     */
    meter?: string | undefined;
    /**
     * Feature, in place of `meter`: it takes credits by the rates of the policy that hold now. At most 64 characters.
     */
    feature?: string | undefined;
    /**
     * Amount to take or, if negative, to return; not 0. -1,000,000,000 to 1,000,000,000.
     */
    amount: number;
};

