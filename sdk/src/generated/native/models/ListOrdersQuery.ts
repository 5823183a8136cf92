/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderSort } from './OrderSort';
import type { OrderState } from './OrderState';
import type { TimeRange } from './TimeRange';
export type ListOrdersQuery = {
    /**
     * Current state of the order: any of these.
     */
    state?: (OrderState | Array<OrderState>) | undefined;
    /**
     * Names of shops.
     */
    shop?: (string | Array<string>) | undefined;
    /**
     * IDs of orders in their shop.
     */
    external_id?: (string | Array<string>) | undefined;
    /**
     * IDs of subscriptions in their shop.
     */
    subscription_id?: (string | Array<string>) | undefined;
    /**
     * IDs of customers in their shop.
     */
    customer_external_id?: (string | Array<string>) | undefined;
    /**
     * UUIDs, references or e-mail addresses of customers.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * UUIDs or references of products of any line.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * UUIDs or keys of licenses that the orders gave.
     */
    license?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the IDs of the order and the subscription in the shop, or the customer's name, e-mail or company. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Earliest and latest time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time of the last change.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Only rows whose `metadata` has these fields with these values: texts, or numbers and booleans that are written like this.
     */
    metadata?: Record<string, string> | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: OrderSort | undefined;
};

