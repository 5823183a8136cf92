/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * An admin recorded a check-in for all devices of a license.
 */
export type LicenseCheckedInEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.checked_in';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

