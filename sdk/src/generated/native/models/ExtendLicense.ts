/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ExtendLicense = {
    /**
     * Days to add, 1 to 36500.
     */
    days: number;
};

