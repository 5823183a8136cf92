/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyKind } from './ApiKeyKind';
export type ApiKey = {
    id: string;
    kind: ApiKeyKind;
    /**
     * Reference of the product the key is restricted to; null for all products.
     */
    product: string | null;
    permissions: Array<string> | null;
    name: string;
    /**
     * First characters of the key.
     */
    prefix: string;
    /**
     * ISO 8601.
     */
    expires_at: string | null;
    /**
     * ISO 8601.
     */
    revoked_at: string | null;
    /**
     * ISO 8601.
     */
    last_used_at: string | null;
    /**
     * ISO 8601.
     */
    created_at: string;
};

