/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUserRecord } from './LicenseUserRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A user was removed from a license.
 */
export type LicenseUserRemovedEvent = {
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
    type: 'license_user.removed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

