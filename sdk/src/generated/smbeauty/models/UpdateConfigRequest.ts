/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateConfigRequest = {
    status?: 'active' | 'expired' | 'disabled' | undefined;
    /**
     * ISO 8601.
     */
    expires_at?: string | undefined;
    features?: Array<string> | null | undefined;
    /**
     * At most 255 characters.
     */
    version?: string | null | undefined;
    platform?: 'android' | 'ios' | 'flutter' | '' | null | undefined;
    /**
     * At most 2,000 characters.
     */
    description?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    updated_by?: string | null | undefined;
};

