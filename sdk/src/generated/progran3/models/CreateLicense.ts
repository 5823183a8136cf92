/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicense = {
    duration_days: number;
    description?: string | null | undefined;
    license_key: string;
};

