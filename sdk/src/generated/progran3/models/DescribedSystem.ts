/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DescribedSystem = {
    id: string;
    license_id: string;
    system_data: Record<string, any>;
    fingerprint_hash: string;
    last_seen: string;
    created_at: string;
};

