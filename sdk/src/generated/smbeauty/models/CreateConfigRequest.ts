/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateConfigRequest = {
    app_bundle_id: string;
    status: 'active' | 'expired' | 'disabled';
    expires_at: string;
    features?: Array<string> | null;
    version?: string | null;
    platform?: 'android' | 'ios' | 'flutter' | '' | null;
    description?: string | null;
    created_by?: string | null;
};

