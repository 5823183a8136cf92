/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ShopChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Kind of the shop.
     */
    kind?: string | undefined;
    /**
     * Unique name, which its orders have as their `shop`.
     */
    name?: string | undefined;
    /**
     * Until when events that are signed with the former secret are accepted; null without one. ISO 8601.
     */
    previous_secret_expires_at?: string | null | undefined;
    /**
     * Settings.
     */
    settings?: Record<string, unknown> | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

