/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerPurgedEventData } from './CustomerPurgedEventData';
import type { EventHead } from './EventHead';
/**
 * The vendor's site created a link that signs a customer in to the portal.
 */
export type CustomerPortalSessionCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.portal_session_created';
    /**
     * Data of the event.
     */
    data: CustomerPurgedEventData;
});

