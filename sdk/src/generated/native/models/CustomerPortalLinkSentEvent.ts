/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerPurgedEventData } from './CustomerPurgedEventData';
import type { EventHead } from './EventHead';
/**
 * The vendor sent a customer the link to the portal.
 */
export type CustomerPortalLinkSentEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.portal_link_sent';
    /**
     * Data of the event.
     */
    data: CustomerPurgedEventData;
});

