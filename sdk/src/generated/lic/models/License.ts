/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type License = {
    id: number;
    status: 0 | 1 | 2;
    status_text: '未使用' | '已使用' | '已禁用';
    /**
     * Code of the bound machine; null if none is bound.
     */
    machine_code: string | null;
    duration_days: number | null;
    /**
     * Expiry time; null means that the license never expires.
     */
    expires_at: string | null;
    last_used_at: string | null;
    license_key: string;
    machine_note: string;
    created_at: string;
};

