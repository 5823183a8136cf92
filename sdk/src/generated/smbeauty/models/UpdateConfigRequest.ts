/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateConfigRequest = {
    status?: 'active' | 'expired' | 'disabled';
    expires_at?: string;
    features?: Array<string> | null;
    version?: string | null;
    platform?: 'android' | 'ios' | 'flutter' | '' | null;
    description?: string | null;
    updated_by?: string | null;
};

