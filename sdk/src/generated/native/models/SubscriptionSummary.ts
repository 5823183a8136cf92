/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SubscriptionNextChange } from './SubscriptionNextChange';
import type { SubscriptionState } from './SubscriptionState';
export type SubscriptionSummary = {
    /**
     * UUID.
     */
    id: string;
    /**
     * `past_due`: a payment is missing. `cancelled`: it ends with the paid period. `ended`: no license is paid for any more.
     */
    state: SubscriptionState;
    /**
     * Length of the newest paid period (ISO 8601); null if unknown.
     */
    interval: string | null;
    /**
     * Sum of the prices of its lines, in the smallest unit of the currency; null if they are unknown. At least 0.
     */
    price: number | null;
    /**
     * ISO 4217 code of the currency.
     */
    currency: string | null;
    /**
     * UUID of the customer; null after the customer was deleted.
     */
    customer_id: string | null;
    /**
     * The next change that follows by itself; null if the shop alone decides.
     */
    next_change: SubscriptionNextChange | null;
    /**
     * Name of the shop.
     */
    shop: string;
    /**
     * ID of the subscription in the shop.
     */
    external_id: string;
    /**
     * Until when it is paid. ISO 8601.
     */
    period_end: string | null;
};

