/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivatedLicense = {
    license_id: string;
    duration_days: number | null;
    activated_at: string | null;
    expires_at: string | null;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    license_key: string;
    user_email: string;
};

