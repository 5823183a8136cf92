/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUser } from './LicenseUser';
export type SystemLicense = {
    id: string;
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    users: LicenseUser | null;
    license_key: string;
};

