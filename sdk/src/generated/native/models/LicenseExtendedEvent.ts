/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * The expiration date of a license was moved; has the new date.
 */
export type LicenseExtendedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.extended';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

