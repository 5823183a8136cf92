/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyKind } from './ApiKeyKind';
export type ApiKeyWithSecret = {
    id: string;
    kind: ApiKeyKind;
    /**
     * Reference of the only product that the key may touch.
     */
    product: string | null;
    permissions: Array<string> | null;
    /**
     * The key itself. It is shown here and never again.
     */
    key: string;
    name: string;
    /**
     * How the key begins.
     */
    prefix: string;
    expires_at: string | null;
    revoked_at: string | null;
    last_used_at: string | null;
    created_at: string;
};

