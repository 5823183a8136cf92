/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionFeatureCode } from './SessionFeatureCode';
export type SessionFeature = {
    /**
     * Running sessions that hold it.
     */
    used: number;
    /**
     * Sessions that may hold it; null is unlimited.
     */
    max: number | null;
    /**
     * Why the session did not get it.
     */
    code: SessionFeatureCode | null;
    /**
     * Code of the feature.
     */
    feature: string;
    /**
     * Whether the session holds it.
     */
    held: boolean;
};

