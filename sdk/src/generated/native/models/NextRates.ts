/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FeatureRate } from './FeatureRate';
export type NextRates = {
    /**
     * From when on they replace the current ones. ISO 8601.
     */
    from: string;
    /**
     * Costs in granted credits, by feature.
     */
    rates: Record<string, FeatureRate>;
};

