/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateLicense = {
    /**
     * 1 to 3,650.
     */
    duration_days?: number | undefined;
    status?: 'generated' | 'activated' | 'active' | 'expired' | 'revoked' | undefined;
    /**
     * At most 500 characters.
     */
    description?: string | null | undefined;
};

