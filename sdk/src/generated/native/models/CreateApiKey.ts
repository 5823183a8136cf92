/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyKind } from './ApiKeyKind';
export type CreateApiKey = {
    /**
     * `external` and `system` for client programs, `internal` for management. There is one system key: a new one revokes it.
     */
    kind: ApiKeyKind;
    /**
     * A value that programs already use, of at least 20 characters; left out for a generated one.
     */
    key?: string | undefined;
    /**
     * Import a `key` of 8 to 19 characters all the same: short keys can be guessed. The audit trail records it.
     */
    allow_short?: boolean | undefined;
    /**
     * Reference of the only product whose licenses the key may touch.
     */
    product?: string | undefined;
    /**
     * Narrower than what the kind may do; left out for all of that.
     */
    permissions?: Array<'client-calls:write' | 'licenses:read' | 'licenses:write' | 'activations:read' | 'activations:write' | 'reactivations:write' | 'products:read' | 'products:write' | 'policies:read' | 'policies:write' | 'customers:read' | 'customers:write' | 'app-bundles:read' | 'app-bundles:write' | 'api-keys:read' | 'api-keys:write' | 'users:read' | 'users:write' | 'audit:read' | 'events:read' | 'settings:read' | 'settings:write' | 'own-session:write'> | null | undefined;
    /**
     * Left out for a key that never expires.
     */
    expires_at?: string | null | undefined;
    name: string;
};

