/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyChanges } from './ApiKeyChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An API key was revoked.
 */
export type ApiKeyRevokedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ApiKeyChanges;
    /**
     * Type of the event.
     */
    type: 'api_key.revoked';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

