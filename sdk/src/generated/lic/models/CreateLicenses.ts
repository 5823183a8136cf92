/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateLicenses = {
    count: number;
    duration_days: number;
    note?: string | null | undefined;
};

