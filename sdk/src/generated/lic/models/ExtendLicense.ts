/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ExtendLicense = {
    /**
     * 1 to 365,000.
     */
    days: number;
};

