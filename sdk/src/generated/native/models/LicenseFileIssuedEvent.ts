/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseFileRecord } from './LicenseFileRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A license file for offline use was issued.
 */
export type LicenseFileIssuedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseFileRecord;
    /**
     * Type of the event.
     */
    type: 'license_file.issued';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

