/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SystemLicense } from './SystemLicense';
export type System = {
    id: string;
    license_id: string;
    system_data: Record<string, any>;
    licenses: SystemLicense;
    fingerprint_hash: string;
    last_seen: string;
    created_at: string;
};

