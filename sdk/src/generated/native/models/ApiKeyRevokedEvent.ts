/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyChanges } from './ApiKeyChanges';
import type { EventHead } from './EventHead';
/**
 * An API key was revoked.
 */
export type ApiKeyRevokedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.revoked';
    /**
     * Data of the event.
     */
    data: ApiKeyChanges;
});

