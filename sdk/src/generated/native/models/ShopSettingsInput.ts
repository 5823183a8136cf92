/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Cancellation } from './Cancellation';
import type { HoldEffect } from './HoldEffect';
export type ShopSettingsInput = {
    /**
     * Key of the shop's own API, for what its events leave out; null removes it. It is never shown. At most 500 characters.
     */
    api_key?: string | null | undefined;
    /**
     * Effect of a refund on the licenses that are paid back.
     */
    refund?: HoldEffect | undefined;
    /**
     * Effect of a dispute on the licenses, until it is won.
     */
    dispute?: HoldEffect | undefined;
    /**
     * Days after a failed payment, after which the licenses are suspended; null leaves them usable until they end. 0 to 365; 7 by default.
     */
    past_due_days?: number | null | undefined;
    /**
     * When the licenses of a cancelled subscription, or of an item that it lost, end. Licenses that the shop ends immediately end now.
     */
    cancel?: Cancellation | undefined;
};

