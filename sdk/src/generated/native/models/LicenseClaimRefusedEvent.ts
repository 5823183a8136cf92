/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseClaimRequestedEventData } from './LicenseClaimRequestedEventData';
/**
 * The claim of a license was refused.
 */
export type LicenseClaimRefusedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.claim_refused';
    /**
     * Data of the event.
     */
    data: LicenseClaimRequestedEventData;
});

