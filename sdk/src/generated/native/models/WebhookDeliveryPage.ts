/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { WebhookDelivery } from './WebhookDelivery';
export type WebhookDeliveryPage = {
    items: Array<WebhookDelivery>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

