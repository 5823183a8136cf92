/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { WebhookFormat } from './WebhookFormat';
export type UpdateWebhook = {
    /**
     * HTTP or HTTPS URL without user name, password and fragment. Redirects are not followed. Private targets are refused unless the server allows them. At most 2,000 characters.
     */
    url?: string | undefined;
    /**
     * Events to deliver: names, families such as `license.*`, which include events that later versions add, or `*` for all events. At least 1 items.
     */
    events?: Array<string> | undefined;
    /**
     * References of products: only events of these products are delivered, those whose `data.product` is one of them. Events without a product, such as `user.logged_in`, are delivered only without a limit. Null, the default: no limit, or all products of a key that is restricted to some. At least 1 items.
     */
    products?: Array<string> | null | undefined;
    /**
     * `native`: the event as `GET /api/v1/events` shows it. `license-manager`: body and headers of License Manager. `v2`: the body of the V2 license server.
     */
    format?: WebhookFormat | undefined;
    /**
     * Empty by default. At most 255 characters.
     */
    description?: string | undefined;
    /**
     * Version of the API in which events are written in the format `native`; the newest by default.
     */
    api_version?: string | undefined;
};

