/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GenerateLicense = {
    duration_days: number;
    description?: string | null | undefined;
};

