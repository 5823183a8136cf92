/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SubscriptionSummary } from './SubscriptionSummary';
export type Subscription = (SubscriptionSummary & {
    /**
     * UUIDs of the licenses that it gave or continues.
     */
    licenses: Array<string>;
});

