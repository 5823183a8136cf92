/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A license was blocked.
 */
export type LicenseBlockedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.blocked';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

