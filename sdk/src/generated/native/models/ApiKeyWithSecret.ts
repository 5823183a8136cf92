/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKey } from './ApiKey';
export type ApiKeyWithSecret = (ApiKey & {
    /**
     * The key value. It cannot be retrieved later. Empty if the key was imported by its hash.
     */
    key: string;
});

