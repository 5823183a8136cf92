/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateLicense = {
    duration_days?: number;
    status?: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    description?: string | null;
};

