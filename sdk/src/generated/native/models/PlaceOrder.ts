/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { NewOrderLine } from './NewOrderLine';
import type { OrderCustomer } from './OrderCustomer';
export type PlaceOrder = {
    /**
     * Name of the shop. Orders that are added through the API have `manual`.
     */
    shop?: 'manual' | undefined;
    /**
     * ID of the order in the shop, unique within it: an order that exists already is answered with 200. At most 255 characters.
     */
    external_id?: string | null | undefined;
    /**
     * ID of the subscription in the shop. At most 255 characters.
     */
    subscription_id?: string | null | undefined;
    /**
     * The buyer by e-mail address, instead of `customer_id`.
     */
    customer?: OrderCustomer | undefined;
    /**
     * UUID, reference or e-mail address of a customer that exists, instead of `customer`. At most 255 characters.
     */
    customer_id?: string | undefined;
    /**
     * 1 to 50 lines, which give at most 500 licenses.
     */
    lines: Array<NewOrderLine>;
    /**
     * End of the paid period of a subscription, when its licenses end. By default, they end as their policy says. A date alone is
     * its last second in `TIME_ZONE`. ISO 8601.
     */
    period_end?: string | null | undefined;
    /**
     * Your own data, at most 16 KB.
     */
    metadata?: Record<string, any> | undefined;
    /**
     * Whether the buyer gets e-mails about the order and its licenses. Only those are sent whose kind is enabled in the settings;
     * with false, none is. True by default.
     */
    send_mail?: boolean | undefined;
};

