/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { SigningKeyChanges } from './SigningKeyChanges';
/**
 * A key that signs licenses was replaced and no longer signs.
 */
export type SigningKeyRetiredEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: SigningKeyChanges;
    /**
     * Type of the event.
     */
    type: 'signing_key.retired';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

