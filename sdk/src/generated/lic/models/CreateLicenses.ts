/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicenses = {
    /**
     * Number of licenses to create. 1 to 100.
     */
    count: number;
    /**
     * Days from the creation until the licenses expire. 1 to 365,000.
     */
    duration_days: number;
    /**
     * Note on the batch; empty by default. At most 255 characters.
     */
    note?: string | null | undefined;
};

