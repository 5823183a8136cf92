/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TrialStatus } from './TrialStatus';
export type Trial = {
    id: string;
    number: number;
    status: TrialStatus;
    /**
     * License of the trial; null if none.
     */
    license: string | null;
    email: string | null;
    domain: string | null;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * Device fingerprint.
     */
    fingerprint: string;
    /**
     * ISO 8601.
     */
    requested_at: string;
    /**
     * ISO 8601.
     */
    verified_at: string | null;
    /**
     * ISO 8601.
     */
    granted_at: string | null;
};

