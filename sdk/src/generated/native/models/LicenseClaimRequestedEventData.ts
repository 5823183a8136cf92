/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type LicenseClaimRequestedEventData = {
    /**
     * License.
     */
    license_id: string;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    /**
     * ID of the claim.
     */
    claim_id: string;
    /**
     * Address of the customer who claims the license.
     */
    email: string;
    change?: EventChange | undefined;
};

