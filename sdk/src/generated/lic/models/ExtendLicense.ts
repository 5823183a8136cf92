/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ExtendLicense = {
    /**
     * Calendar days by which the license is extended. 1 to 365,000.
     */
    days: number;
};

