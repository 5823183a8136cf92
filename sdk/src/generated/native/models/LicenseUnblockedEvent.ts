/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A blocked license was unblocked.
 */
export type LicenseUnblockedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.unblocked';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

