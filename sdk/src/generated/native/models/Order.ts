/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderBuyer } from './OrderBuyer';
import type { OrderLine } from './OrderLine';
import type { OrderState } from './OrderState';
export type Order = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID.
     */
    number: number;
    /**
     * ID of the order in the shop; null if it has none.
     */
    external_id: string | null;
    /**
     * ID of the subscription in the shop; null if there is none.
     */
    subscription_id: string | null;
    /**
     * The most serious state that applies.
     */
    state: OrderState;
    /**
     * The buyer; null after the customer was deleted.
     */
    customer: OrderBuyer | null;
    /**
     * Sum of the prices, in the smallest unit of the currency; null if they are unknown. At least 0.
     */
    total: number | null;
    /**
     * Amount that was paid back, in the smallest unit of the currency. At least 0.
     */
    refunded: number;
    /**
     * ISO 4217 code of the currency; null if no line has a price.
     */
    currency: string | null;
    /**
     * Your own data; empty by default.
     */
    metadata: Record<string, unknown>;
    /**
     * Lines with their licenses.
     */
    lines: Array<OrderLine>;
    /**
     * Name of the shop; `manual` for orders that were added here.
     */
    shop: string;
    /**
     * Until when a subscription is paid; null for an order that is not a subscription. ISO 8601.
     */
    period_end: string | null;
    /**
     * Since when a payment is missing. ISO 8601.
     */
    past_due_at: string | null;
    /**
     * When the licenses are suspended because of the missing payment; null if never, or if they are already. ISO 8601.
     */
    suspend_at: string | null;
    /**
     * When the order was cancelled. ISO 8601.
     */
    cancelled_at: string | null;
    /**
     * Since when the payment is disputed. ISO 8601.
     */
    disputed_at: string | null;
    /**
     * Whether the buyer gets e-mails about the order and its licenses, as far as their kinds are enabled.
     */
    send_mail: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

