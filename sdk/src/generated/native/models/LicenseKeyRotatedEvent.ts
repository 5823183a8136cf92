/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseChanges } from './LicenseChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The key of a license was replaced.
 */
export type LicenseKeyRotatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseChanges;
    /**
     * Type of the event.
     */
    type: 'license.key_rotated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

