/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyChanges } from './ApiKeyChanges';
import type { EventHead } from './EventHead';
/**
 * A revoked API key was restored.
 */
export type ApiKeyRestoredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.restored';
    /**
     * Data of the event.
     */
    data: ApiKeyChanges;
});

