/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifiedLicense = {
    valid_until: string | null;
    max_users: number | null;
    key: string;
};

