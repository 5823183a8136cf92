/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AppBundle = {
    id: string;
    number: number;
    status: 'active' | 'expired' | 'disabled';
    /**
     * Name of the license file; empty before the first upload.
     */
    license_file: string;
    app_bundle_id: string;
    /**
     * ISO 8601.
     */
    expires_at: string;
    features: Array<string>;
    version: string;
    platform: string;
    description: string;
    created_by: string;
    updated_by: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

