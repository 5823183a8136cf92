/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChangeScheduledEventData } from './LicenseChangeScheduledEventData';
/**
 * A scheduled change of a license was made.
 */
export type LicenseScheduledChangeAppliedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.scheduled_change_applied';
    /**
     * Data of the event.
     */
    data: LicenseChangeScheduledEventData;
});

