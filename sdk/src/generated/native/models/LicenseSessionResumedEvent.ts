/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseSessionRecord } from './LicenseSessionRecord';
/**
 * A floating session that was taken back goes on.
 */
export type LicenseSessionResumedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.resumed';
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
});

