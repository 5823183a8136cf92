/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseSessionRecord } from './LicenseSessionRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A floating session ended or was taken back.
 */
export type LicenseSessionEndedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
    /**
     * Type of the event.
     */
    type: 'license_session.ended';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

