/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyChanges } from './ApiKeyChanges';
import type { EventHead } from './EventHead';
/**
 * The API version of an API key was changed.
 */
export type ApiKeyUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.updated';
    /**
     * Data of the event.
     */
    data: ApiKeyChanges;
});

