/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKey } from './ApiKey';
import type { ApiKeyAddress } from './ApiKeyAddress';
import type { ApiKeyRefusal } from './ApiKeyRefusal';
import type { ApiKeyVersionUse } from './ApiKeyVersionUse';
export type ApiKeyDetails = (ApiKey & {
    /**
     * The last call with this key that was refused like a call with an unknown key; null if there was none.
     */
    last_refusal: ApiKeyRefusal | null;
    /**
     * The addresses from which the key was used, the latest first; at most 50.
     */
    addresses: Array<ApiKeyAddress>;
    /**
     * Older versions of the API with which the key was used in the last 90 days, newest first.
     */
    old_versions: Array<ApiKeyVersionUse>;
});

