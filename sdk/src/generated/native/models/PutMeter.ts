/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterKind } from './MeterKind';
export type PutMeter = {
    /**
     * At most 255 characters.
     */
    name: string;
    /**
     * What is counted, at most 64 characters; null for none.
     */
    unit?: string | null | undefined;
    /**
     * What is `held` is returned after use; what is `consumed` is not. A granted meter keeps its kind.
     */
    kind: MeterKind;
};

