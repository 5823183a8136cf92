/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type OrderLimitsExceededEventData = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Name of the shop; `manual` for orders that were added here.
     */
    shop: string;
    /**
     * ID of the order in the shop; null if it has none.
     */
    external_id: string | null;
    /**
     * ID of the subscription in the shop; null if there is none.
     */
    subscription_id: string | null;
    /**
     * Customer external id.
     */
    customer_external_id?: string | null | undefined;
    /**
     * Customer id.
     */
    customer_id: string | null;
    /**
     * The most serious state that applies.
     */
    state: string;
    /**
     * ISO 4217 code of the currency; null if no line has a price.
     */
    currency?: string | null | undefined;
    /**
     * Sum of the prices, in the smallest unit of the currency; null if they are unknown.
     */
    total?: number | null | undefined;
    /**
     * Amount that was paid back, in the smallest unit of the currency.
     */
    refunded?: number | undefined;
    /**
     * Until when a subscription is paid; null for an order that is not a subscription. ISO 8601.
     */
    period_end?: string | null | undefined;
    /**
     * Since when a payment is missing. ISO 8601.
     */
    past_due_at?: string | null | undefined;
    /**
     * When the licenses are suspended because of the missing payment; null if never, or if they are already. ISO 8601.
     */
    suspend_at?: string | null | undefined;
    /**
     * When the order was cancelled. ISO 8601.
     */
    cancelled_at?: string | null | undefined;
    /**
     * When the session ended; null while it is running. ISO 8601.
     */
    ended_at?: string | null | undefined;
    /**
     * Billing interval.
     */
    billing_interval?: string | null | undefined;
    /**
     * Since when the payment is disputed. ISO 8601.
     */
    disputed_at?: string | null | undefined;
    /**
     * Your own data; empty by default.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * Sends mail.
     */
    sends_mail?: boolean | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Order id.
     */
    order_id: string;
    /**
     * Licenses.
     */
    licenses: Array<string>;
    /**
     * Exceeded.
     */
    exceeded: Array<Record<string, unknown>>;
    change?: EventChange | undefined;
};

