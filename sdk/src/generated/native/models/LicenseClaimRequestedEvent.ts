/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseClaimRequestedEventData } from './LicenseClaimRequestedEventData';
/**
 * A customer claimed a license in the portal; it waits for approval.
 */
export type LicenseClaimRequestedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.claim_requested';
    /**
     * Data of the event.
     */
    data: LicenseClaimRequestedEventData;
});

