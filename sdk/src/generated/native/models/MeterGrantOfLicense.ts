/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterGrantSource } from './MeterGrantSource';
export type MeterGrantOfLicense = {
    /**
     * Null for the allowance of the period, and for what is left of an earlier one and was not taken yet.
     */
    id: string | null;
    /**
     * Who gave it.
     */
    source: MeterGrantSource;
    /**
     * Null is unlimited; of a credit, a decimal text.
     */
    amount: (number | null | string);
    /**
     * Taken and not returned.
     */
    used: (number | string);
    /**
     * What can still be taken, including an overage; null is unlimited.
     */
    left: (number | null | string);
    /**
     * The lowest is taken first.
     */
    priority: number;
    /**
     * Null for the allowance of a meter that never resets. ISO 8601.
     */
    starts_at: string | null;
    /**
     * Null for a grant that never ends. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Remark; of a top-up, the ID of the order in the shop.
     */
    note: string | null;
    /**
     * Null for a grant without an ID. ISO 8601.
     */
    created_at: string | null;
    /**
     * When what was left became void; null if it did not. ISO 8601.
     */
    voided_at: string | null;
};

