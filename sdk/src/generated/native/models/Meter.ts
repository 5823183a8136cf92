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
    created_at: string;
    updated_at: string;
};

