/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Card } from './Card';
export type Purchase = {
    /**
     * Whether the payment is disputed; left out for a subscription.
     */
    chargebacked?: boolean | undefined;
    /**
     * When the subscription ended; only for a subscription.
     */
    subscription_ended_at?: string | null | undefined;
    /**
     * When a cancelled subscription ends; only for a subscription.
     */
    subscription_cancelled_at?: string | null | undefined;
    /**
     * When its payment failed; only for a subscription.
     */
    subscription_failed_at?: string | null | undefined;
    /**
     * Price in the smallest unit of the currency; 0 if it is not known.
     */
    price: number;
    /**
     * Always 0.
     */
    gumroad_fee: number;
    /**
     * Number of licenses that were sold together.
     */
    quantity: number;
    /**
     * Number of the order, else of the license.
     */
    order_number: number;
    /**
     * Name of the customer; left out without one.
     */
    full_name?: string | undefined;
    /**
     * ID of the buyer in the shop; left out without one.
     */
    purchaser_id?: string | undefined;
    /**
     * ID of the subscription; left out without one.
     */
    subscription_id?: string | undefined;
    /**
     * Whether the license allows more than one device; only for a subscription.
     */
    is_multiseat_license?: boolean | undefined;
    /**
     * Always empty.
     */
    custom_fields: Array<string>;
    /**
     * `seller_id` in the product's metadata; empty without one.
     */
    seller_id: string;
    /**
     * ID of the product at Gumroad, else its reference.
     */
    product_id: string;
    /**
     * Name of the product.
     */
    product_name: string;
    /**
     * Permalink of the product, else its reference.
     */
    permalink: string;
    /**
     * URL of the product's page at Gumroad, else the permalink.
     */
    product_permalink: string;
    /**
     * Short ID of the product at Gumroad, else the permalink.
     */
    short_product_id: string;
    /**
     * E-mail address of the customer; empty without one.
     */
    email: string;
    /**
     * Currency of the price.
     */
    currency: string;
    /**
     * Always false.
     */
    discover_fee_charged: boolean;
    /**
     * Always true.
     */
    can_contact: boolean;
    /**
     * Always `direct`.
     */
    referrer: string;
    /**
     * The card, of which nothing is known.
     */
    card: Card;
    /**
     * ID of the sale.
     */
    sale_id: string;
    /**
     * When it was sold, UTC.
     */
    sale_timestamp: string;
    /**
     * Label of the license's type in brackets; empty without one.
     */
    variants: string;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Always false.
     */
    is_gift_receiver_purchase: boolean;
    /**
     * Whether the sale was paid back.
     */
    refunded: boolean;
    /**
     * Whether the payment is disputed.
     */
    disputed: boolean;
    /**
     * Always false.
     */
    dispute_won: boolean;
    /**
     * ID of the sale.
     */
    id: string;
    /**
     * When it was sold, UTC.
     */
    created_at: string;
};

