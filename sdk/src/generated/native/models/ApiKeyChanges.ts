/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ApiKeyChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * `system` and `external` keys are for client apps, `internal` ones for management calls.
     */
    kind?: string | undefined;
    /**
     * Display name of the key.
     */
    name?: string | undefined;
    /**
     * First characters of the key; empty if it was imported by its hash.
     */
    prefix?: string | undefined;
    /**
     * Previous prefix.
     */
    previous_prefix?: string | null | undefined;
    /**
     * Previous until. ISO 8601.
     */
    previous_until?: string | null | undefined;
    /**
     * IP addresses and networks from which the key works; empty for all.
     */
    allowed_ips?: Array<string> | undefined;
    /**
     * Limits of features from which apps take with the key, by name.
     */
    rate_limits?: Record<string, unknown> | undefined;
    /**
     * Permissions of an internal key; null for all that its kind allows.
     */
    permissions?: Array<string> | null | undefined;
    /**
     * Reference of the product the key is restricted to, or of the first of several; null for all products.
     */
    product?: string | null | undefined;
    /**
     * References of all products the key is restricted to; null for all products.
     */
    products?: Array<string> | null | undefined;
    /**
     * Version of the API in which calls with the key are answered, unless they send `Keyward-Version`.
     */
    api_version?: string | undefined;
    /**
     * Expiration time of the key; null if it never expires. ISO 8601.
     */
    expires_at?: string | null | undefined;
    /**
     * When the key was revoked; null if it is valid. ISO 8601.
     */
    revoked_at?: string | null | undefined;
    /**
     * When the key was last used, to the minute; null if never. ISO 8601.
     */
    last_used_at?: string | null | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

