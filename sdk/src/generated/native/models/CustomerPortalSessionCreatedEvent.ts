/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { RecordTarget } from './RecordTarget';
/**
 * The vendor's site created a link that signs a customer in to the portal.
 */
export type CustomerPortalSessionCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: {
        change?: EventChange | undefined;
    };
    /**
     * Type of the event.
     */
    type: 'customer.portal_session_created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

