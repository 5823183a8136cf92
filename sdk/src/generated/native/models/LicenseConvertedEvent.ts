/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A trial became a full license.
 */
export type LicenseConvertedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.converted';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

