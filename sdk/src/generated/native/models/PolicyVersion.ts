/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GrantedEntitlement } from './GrantedEntitlement';
import type { MeterTerms } from './MeterTerms';
export type PolicyVersion = {
    /**
     * Number of the version, from 1.
     */
    number: number;
    /**
     * News of this version; null if nothing was given.
     */
    note: string | null;
    /**
     * Entitlements of the licenses with this version, by code.
     */
    entitlements: Record<string, GrantedEntitlement>;
    /**
     * Terms of these licenses' meters, by code.
     */
    meters: Record<string, MeterTerms>;
    /**
     * When it was published. ISO 8601.
     */
    published_at: string;
};

