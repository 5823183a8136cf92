/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SubscriptionNextChangeType } from './SubscriptionNextChangeType';
export type SubscriptionNextChange = {
    /**
     * `renewal`: the shop renews it. `suspension`: its licenses are suspended. `end`: it is over.
     */
    type: SubscriptionNextChangeType;
    /**
     * When it happens. ISO 8601.
     */
    at: string;
};

