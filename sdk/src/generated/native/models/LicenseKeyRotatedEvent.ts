/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * The key of a license was replaced.
 */
export type LicenseKeyRotatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.key_rotated';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

