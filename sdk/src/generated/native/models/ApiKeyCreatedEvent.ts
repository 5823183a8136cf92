/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyRecord } from './ApiKeyRecord';
import type { EventHead } from './EventHead';
/**
 * An API key was made.
 */
export type ApiKeyCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.created';
    /**
     * Data of the event.
     */
    data: ApiKeyRecord;
});

