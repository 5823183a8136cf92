/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ExtendLicense = {
    /**
     * By which the license lasts longer.
     */
    days: number;
};

