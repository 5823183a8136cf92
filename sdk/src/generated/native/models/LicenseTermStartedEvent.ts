/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * The term of a license started, for example with its first activation.
 */
export type LicenseTermStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.term_started';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

