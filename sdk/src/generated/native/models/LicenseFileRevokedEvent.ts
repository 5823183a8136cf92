/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseFileChanges } from './LicenseFileChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A license file was revoked.
 */
export type LicenseFileRevokedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LicenseFileChanges;
    /**
     * Type of the event.
     */
    type: 'license_file.revoked';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

