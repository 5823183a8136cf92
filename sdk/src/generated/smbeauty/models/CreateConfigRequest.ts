/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateConfigRequest = {
    app_bundle_id: string;
    status: 'active' | 'expired' | 'disabled';
    expires_at: string;
    features?: Array<string> | null | undefined;
    version?: string | null | undefined;
    platform?: 'android' | 'ios' | 'flutter' | '' | null | undefined;
    description?: string | null | undefined;
    created_by?: string | null | undefined;
};

