/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterKind } from './MeterKind';
export type Meter = {
    /**
     * What is counted; null if not named.
     */
    unit: string | null;
    kind: MeterKind;
    code: string;
    name: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

