/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUserRecord } from './LicenseUserRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A user was assigned to a license.
 */
export type LicenseUserAssignedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseUserRecord;
    /**
     * Type of the event.
     */
    type: 'license_user.assigned';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

