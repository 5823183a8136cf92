/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseSessionRecord } from './LicenseSessionRecord';
/**
 * A floating session ended or was taken back.
 */
export type LicenseSessionEndedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.ended';
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
});

