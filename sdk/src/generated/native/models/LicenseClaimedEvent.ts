/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseClaimedEventData } from './LicenseClaimedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A license moved to the customer who claimed it in the portal.
 */
export type LicenseClaimedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseClaimedEventData;
    /**
     * Type of the event.
     */
    type: 'license.claimed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

