/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Config = {
    status: 'active' | 'expired' | 'disabled';
    app_bundle_id: string;
    expires_at: string;
    features: Array<string>;
    version: string;
    platform: string;
    description: string;
    license_file: string;
    created_by: string;
    updated_by: string;
    created_at: string;
    updated_at: string;
};

