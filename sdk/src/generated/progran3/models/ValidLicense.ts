/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ValidLicense = {
    valid: boolean;
    license_id: string;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    expires_at: string | null;
    user_email: string | null;
    fingerprint_match: boolean;
    license_key: string;
};

