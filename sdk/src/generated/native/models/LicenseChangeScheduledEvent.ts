/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChangeScheduledEventData } from './LicenseChangeScheduledEventData';
/**
 * A change of a license was scheduled for a date.
 */
export type LicenseChangeScheduledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.change_scheduled';
    /**
     * Data of the event.
     */
    data: LicenseChangeScheduledEventData;
});

