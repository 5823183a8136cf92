/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SubscriptionState } from './SubscriptionState';
export type ListSubscriptionsQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Current state of the subscription: any of these.
     */
    state?: (SubscriptionState | Array<SubscriptionState>) | undefined;
    /**
     * Names of shops.
     */
    shop?: (string | Array<string>) | undefined;
    /**
     * UUIDs, references or e-mail addresses of customers.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the IDs of the order and the subscription in the shop, or the customer's name, e-mail or company. A text without three letters or digits in a row matches beginnings only, and one of one or two letters or digits only those of the 10000 newest rows. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
};

