/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinuationAction } from './ContinuationAction';
import type { LicensePaymentReason } from './LicensePaymentReason';
import type { LicensePaymentType } from './LicensePaymentType';
export type LicensePayment = {
    /**
     * Kind of the entry.
     */
    type: LicensePaymentType;
    /**
     * UUID of the order.
     */
    order_id: string;
    /**
     * Line of the order; null for an order with several lines for the license.
     */
    line_id: string | null;
    /**
     * Effect of the line on the license; null for the one that gave it.
     */
    action: ContinuationAction | null;
    /**
     * How often it was bought.
     */
    quantity: number | null;
    /**
     * Seats that were bought; null for those of the policy.
     */
    seats: number | null;
    /**
     * Policy that was bought.
     */
    policy: string | null;
    /**
     * End of the period that it paid. ISO 8601.
     */
    period_end: string | null;
    /**
     * Amount in the smallest unit of the currency; null if the shop does not tell it.
     */
    amount: number | null;
    /**
     * ISO 4217 code of the currency.
     */
    currency: string | null;
    /**
     * Whether the license has what it paid for; null for a refund and a dispute.
     */
    counts: boolean | null;
    /**
     * The reason why it does not count.
     */
    reason: LicensePaymentReason | null;
    /**
     * Identifies the entry.
     */
    id: string;
    /**
     * The shop's time. ISO 8601.
     */
    paid_at: string;
    /**
     * Name of the shop.
     */
    shop: string;
    /**
     * Codes of the entitlements that were bought.
     */
    entitlements: Array<string>;
};

