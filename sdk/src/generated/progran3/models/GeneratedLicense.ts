/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GeneratedLicense = {
    id: string;
    duration_days: number | null;
    description: string | null;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    license_key: string;
    created_at: string;
};

