/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationRecord } from './ActivationRecord';
import type { EventHead } from './EventHead';
/**
 * A device was activated; says which one.
 */
export type LicenseActivatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.activated';
    /**
     * Data of the event.
     */
    data: ActivationRecord;
});

