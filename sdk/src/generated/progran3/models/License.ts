/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUser } from './LicenseUser';
export type License = {
    id: string;
    /**
     * Null is for ever.
     */
    duration_days: number | null;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    description: string | null;
    activated_at: string | null;
    expires_at: string | null;
    /**
     * Null while the license is nobody’s.
     */
    users: LicenseUser | null;
    license_key: string;
    created_at: string;
};

