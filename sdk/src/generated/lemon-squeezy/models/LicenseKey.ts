/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseKeyStatus } from './LicenseKeyStatus';
export type LicenseKey = {
    /**
     * Number of the license.
     */
    id: number;
    /**
     * `inactive`: usable, without instances. `disabled`: disabled, blocked, revoked or not started yet.
     */
    status: LicenseKeyStatus;
    /**
     * Maximum number of active instances; null if there is none.
     */
    activation_limit: number | null;
    /**
     * Number of active instances.
     */
    activation_usage: number;
    /**
     * When it expires, UTC; null if it never does.
     */
    expires_at: string | null;
    /**
     * Always false.
     */
    test_mode: boolean;
    /**
     * License key.
     */
    key: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
};

