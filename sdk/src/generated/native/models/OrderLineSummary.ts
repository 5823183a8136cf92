/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinuationAction } from './ContinuationAction';
export type OrderLineSummary = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Reference of the product; null after it was deleted.
     */
    product: string | null;
    /**
     * UUID of the policy; null after it was deleted.
     */
    policy: string | null;
    /**
     * Effect on the license that the line continues; null for a line that gives licenses.
     */
    action: ContinuationAction | null;
    /**
     * Number of licenses; of a line that continues one, how often it was bought.
     */
    quantity: number;
    /**
     * Seats of each license; null for those of the policy.
     */
    seats: number | null;
    /**
     * Price of the whole line in the smallest unit of the currency; null if unknown. At least 0.
     */
    price: number | null;
    /**
     * ISO 4217 code of the currency; null if unknown.
     */
    currency: string | null;
    /**
     * ID of the line in the shop; null if unknown.
     */
    external_id: string | null;
    /**
     * When an upgrade takes effect that waits for the end of the period; null for other lines. ISO 8601.
     */
    effective_at: string | null;
    /**
     * When the line was paid back; null if it was not. ISO 8601.
     */
    refunded_at: string | null;
    /**
     * When the subscription lost the line; null while it has it. ISO 8601.
     */
    removed_at: string | null;
};

