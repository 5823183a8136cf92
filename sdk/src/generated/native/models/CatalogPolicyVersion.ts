/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditGrant } from './CreditGrant';
import type { EntitlementGrant } from './EntitlementGrant';
import type { FeatureRate } from './FeatureRate';
import type { MeterGrant } from './MeterGrant';
export type CatalogPolicyVersion = {
    /**
     * News of this version. At most 500 characters.
     */
    note?: string | null | undefined;
    /**
     * Entitlements of its licenses. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, EntitlementGrant> | undefined;
    /**
     * Meters of its licenses. Up to 100 codes.
     */
    meters?: Record<string, MeterGrant> | undefined;
    /**
     * Credits of its licenses. Up to 100 codes.
     */
    credits?: Record<string, CreditGrant> | undefined;
    /**
     * Costs in granted credits, by feature.
     */
    rates?: Record<string, FeatureRate> | undefined;
};

