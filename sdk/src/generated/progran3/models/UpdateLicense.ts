/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateLicense = {
    duration_days?: number | undefined;
    status?: 'generated' | 'activated' | 'active' | 'expired' | 'revoked' | undefined;
    description?: string | null | undefined;
};

