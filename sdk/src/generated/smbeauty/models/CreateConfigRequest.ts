/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateConfigRequest = {
    /**
     * At most 255 characters.
     */
    app_bundle_id: string;
    status: 'active' | 'expired' | 'disabled';
    /**
     * ISO 8601.
     */
    expires_at: string;
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
    created_by?: string | null | undefined;
};

