/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseSessionRecord } from './LicenseSessionRecord';
/**
 * A borrowed floating seat was returned. Its session goes on with heartbeats.
 */
export type LicenseSessionReturnedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.returned';
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
});

