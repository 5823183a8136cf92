/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A license was disabled; it can be enabled again.
 */
export type LicenseDisabledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.disabled';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

