/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateConfigRequest = {
    status?: 'active' | 'expired' | 'disabled' | undefined;
    expires_at?: string | undefined;
    features?: Array<string> | null | undefined;
    version?: string | null | undefined;
    platform?: 'android' | 'ios' | 'flutter' | '' | null | undefined;
    description?: string | null | undefined;
    updated_by?: string | null | undefined;
};

