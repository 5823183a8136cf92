/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationRecord } from './ActivationRecord';
import type { EventHead } from './EventHead';
/**
 * A device gave its seat back, or lost it.
 */
export type LicenseDeactivatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.deactivated';
    /**
     * Data of the event.
     */
    data: ActivationRecord;
});

