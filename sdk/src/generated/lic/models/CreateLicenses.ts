/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicenses = {
    /**
     * 1 to 100.
     */
    count: number;
    /**
     * 1 to 365,000.
     */
    duration_days: number;
    /**
     * At most 255 characters.
     */
    note?: string | null | undefined;
};

