/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyRecord } from './ApiKeyRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * An API key was made.
 */
export type ApiKeyCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ApiKeyRecord;
    /**
     * Type of the event.
     */
    type: 'api_key.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

