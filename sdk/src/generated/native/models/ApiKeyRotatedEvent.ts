/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyChanges } from './ApiKeyChanges';
import type { EventHead } from './EventHead';
/**
 * The value of an API key was replaced.
 */
export type ApiKeyRotatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.rotated';
    /**
     * Data of the event.
     */
    data: ApiKeyChanges;
});

