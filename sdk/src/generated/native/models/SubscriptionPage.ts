/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SubscriptionSummary } from './SubscriptionSummary';
export type SubscriptionPage = {
    /**
     * Items of this page, in the order of the list.
     */
    items: Array<SubscriptionSummary>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

