/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { UpdateSigningKeyChanges } from './UpdateSigningKeyChanges';
/**
 * A key that signs updates was revoked.
 */
export type UpdateSigningKeyRevokedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: UpdateSigningKeyChanges;
    /**
     * Type of the event.
     */
    type: 'update_signing_key.revoked';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

