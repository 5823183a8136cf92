/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GenerateLicense = {
    /**
     * Days from the first activation until the license expires. 1 to 3,650.
     */
    duration_days: number;
    /**
     * Internal note; null if none. At most 500 characters.
     */
    description?: string | null | undefined;
};

