/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationRecord } from './ActivationRecord';
import type { EventHead } from './EventHead';
/**
 * A license was activated on its first device; happens once for a license.
 */
export type LicenseFirstActivatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.first_activated';
    /**
     * Data of the event.
     */
    data: ActivationRecord;
});

