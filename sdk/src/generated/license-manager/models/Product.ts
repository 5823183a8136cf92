/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Product = {
    id: number;
    envato_id: string | null;
    created_at: string;
    updated_at: string;
    reference_id: string;
    name: string;
    description: string;
    license_update: boolean;
    serve_latest_updates: boolean;
    is_active: boolean;
};

