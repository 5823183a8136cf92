/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicense = {
    /**
     * 1 to 3,650.
     */
    duration_days: number;
    /**
     * At most 500 characters.
     */
    description?: string | null | undefined;
    /**
     * 20 to 100 characters.
     */
    license_key: string;
};

