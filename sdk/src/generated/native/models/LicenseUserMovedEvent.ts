/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseUserMovedEventData } from './LicenseUserMovedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A user was moved from one license to another.
 */
export type LicenseUserMovedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseUserMovedEventData;
    /**
     * Type of the event.
     */
    type: 'license_user.moved';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

