/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyKind } from './ApiKeyKind';
import type { PreviousKey } from './PreviousKey';
import type { RateLimitTerms } from './RateLimitTerms';
export type ApiKey = {
    /**
     * UUID.
     */
    id: string;
    /**
     * `system` and `external` keys are for client apps, `internal` ones for management calls.
     */
    kind: ApiKeyKind;
    /**
     * Reference of the product the key is restricted to, or of the first of several; null for all products.
     */
    product: string | null;
    /**
     * References of all products the key is restricted to; null for all products.
     */
    products: Array<string> | null;
    /**
     * Permissions of an internal key; null for all that its kind allows.
     */
    permissions: Array<string> | null;
    /**
     * Limits of features from which apps take with the key, by name.
     */
    rate_limits: Record<string, RateLimitTerms>;
    /**
     * The value before the last rotation; null if the key was never rotated.
     */
    previous: PreviousKey | null;
    /**
     * Version of the API in which calls with the key are answered, unless they send `Keyward-Version`.
     */
    api_version: string;
    /**
     * Display name of the key.
     */
    name: string;
    /**
     * First characters of the key; empty if it was imported by its hash.
     */
    prefix: string;
    /**
     * IP addresses and networks from which the key works; empty for all.
     */
    allowed_ips: Array<string>;
    /**
     * Expiration time of the key; null if it never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * When the key was revoked; null if it is valid. ISO 8601.
     */
    revoked_at: string | null;
    /**
     * When the key was last used, to the minute; null if never. ISO 8601.
     */
    last_used_at: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
};

