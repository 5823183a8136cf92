/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseChanges } from './LicenseChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An admin recorded a check-in for all devices of a license.
 */
export type LicenseCheckedInEvent = {
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
    type: 'license.checked_in';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

