/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Cancellation } from './Cancellation';
import type { HoldEffect } from './HoldEffect';
export type ShopSettings = {
    /**
     * Effect of a refund on the licenses that are paid back.
     */
    refund: HoldEffect;
    /**
     * Effect of a dispute on the licenses, until it is won.
     */
    dispute: HoldEffect;
    /**
     * Days after a failed payment, after which the licenses are suspended; null leaves them usable until they end.
     */
    past_due_days: number | null;
    /**
     * When the licenses of a cancelled subscription, or of an item that it lost, end. Licenses that the shop ends immediately end now.
     */
    cancel: Cancellation;
    /**
     * Whether a key of the shop's own API is stored.
     */
    has_api_key: boolean;
};

