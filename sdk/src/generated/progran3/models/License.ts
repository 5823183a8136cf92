/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUser } from './LicenseUser';
export type License = {
    id: string;
    /**
     * Duration of the license in days; null means that it never expires.
     */
    duration_days: number | null;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    description: string | null;
    activated_at: string | null;
    expires_at: string | null;
    /**
     * Customer of the license; null if it has none.
     */
    users: LicenseUser | null;
    license_key: string;
    created_at: string;
};

