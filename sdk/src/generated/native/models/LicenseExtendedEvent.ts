/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseChanges } from './LicenseChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The expiration date of a license was moved; has the new date.
 */
export type LicenseExtendedEvent = {
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
    type: 'license.extended';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

