/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseSessionRecord } from './LicenseSessionRecord';
/**
 * A floating seat was borrowed for work offline.
 */
export type LicenseSessionBorrowedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.borrowed';
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
});

