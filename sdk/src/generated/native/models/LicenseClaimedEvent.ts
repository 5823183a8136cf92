/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseClaimedEventData } from './LicenseClaimedEventData';
/**
 * A license moved to the customer who claimed it in the portal.
 */
export type LicenseClaimedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.claimed';
    /**
     * Data of the event.
     */
    data: LicenseClaimedEventData;
});

