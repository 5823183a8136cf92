/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseSessionRecord } from './LicenseSessionRecord';
/**
 * A floating session started.
 */
export type LicenseSessionStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_session.started';
    /**
     * Data of the event.
     */
    data: LicenseSessionRecord;
});

