/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A license was given another policy, or new values of its policy.
 */
export type LicensePolicyChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.policy_changed';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

