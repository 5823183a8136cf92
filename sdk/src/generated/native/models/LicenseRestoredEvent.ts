/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseRecord } from './LicenseRecord';
/**
 * A deleted license was restored.
 */
export type LicenseRestoredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.restored';
    /**
     * Data of the event.
     */
    data: LicenseRecord;
});

