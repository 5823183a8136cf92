/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SystemLicense } from './SystemLicense';
export type System = {
    /**
     * UUID.
     */
    id: string;
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * Data about the system, as the plugin sent it.
     */
    system_data: Record<string, unknown>;
    /**
     * License of the system; null if none.
     */
    licenses: SystemLicense;
    /**
     * SHA-256 fingerprint of the system.
     */
    fingerprint_hash: string;
    /**
     * When the system was last seen, UTC.
     */
    last_seen: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
};

