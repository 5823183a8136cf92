/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShopEventState } from './ShopEventState';
export type ShopEvent = {
    /**
     * UUID.
     */
    id: string;
    /**
     * `pending`: in the queue. `done`: applied. `ignored`: without a meaning for licenses. `waiting`: about a sale whose payment has not arrived. `unmapped`: it lacks something, such as a mapping. `failed`: not tried again.
     */
    state: ShopEventState;
    /**
     * Reason for the state in words, for people.
     */
    reason: string | null;
    /**
     * Order that the event is about.
     */
    order_id: string | null;
    /**
     * When it was last applied or put aside. ISO 8601.
     */
    processed_at: string | null;
    /**
     * ID of the event in the shop, or the SHA-256 of its body.
     */
    external_id: string;
    /**
     * Type of the event, as the shop calls it.
     */
    type: string;
    /**
     * The shop's time of the event. ISO 8601.
     */
    at: string;
    /**
     * When it arrived. ISO 8601.
     */
    received_at: string;
};

