/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A disabled license was enabled again.
 */
export type LicenseEnabledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.enabled';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

