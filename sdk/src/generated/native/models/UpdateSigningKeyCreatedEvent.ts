/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { UpdateSigningKeyRecord } from './UpdateSigningKeyRecord';
/**
 * A key that signs updates was made.
 */
export type UpdateSigningKeyCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: UpdateSigningKeyRecord;
    /**
     * Type of the event.
     */
    type: 'update_signing_key.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

