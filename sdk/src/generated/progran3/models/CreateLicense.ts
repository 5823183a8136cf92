/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicense = {
    /**
     * Days from the first activation until the license expires. 1 to 3,650.
     */
    duration_days: number;
    /**
     * Internal note; null if none. At most 500 characters.
     */
    description?: string | null | undefined;
    /**
     * License key in the form `PROGRAN3-YYYY-…`. 20 to 100 characters.
     */
    license_key: string;
};

