/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type MeterRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Code of the meter, unique in its product.
     */
    code: string;
    /**
     * Display name of the meter.
     */
    name: string;
    /**
     * Unit that the meter counts; null if none is named.
     */
    unit: string | null;
    /**
     * Whether usage is consumed, such as exports, or held and returned, such as open projects.
     */
    kind: string;
    /**
     * Decimals of the amounts of a credit; null for a meter, whose amounts are whole numbers.
     */
    decimals: number | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

