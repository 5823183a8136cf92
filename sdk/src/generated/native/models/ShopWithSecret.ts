/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShopKind } from './ShopKind';
import type { ShopSettings } from './ShopSettings';
export type ShopWithSecret = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Kind of the shop.
     */
    kind: ShopKind;
    /**
     * Number of events that need attention: they are unmapped or have failed.
     */
    needs_attention: number;
    /**
     * Until when events that are signed with the former secret are accepted; null without one. ISO 8601.
     */
    previous_secret_expires_at: string | null;
    /**
     * Secret with which the shop signs its events. It cannot be retrieved later.
     */
    secret: string;
    /**
     * Unique name, which its orders have as their `shop`.
     */
    name: string;
    /**
     * Address for the events of the shop.
     */
    events_url: string;
    /**
     * Settings.
     */
    settings: ShopSettings;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

