/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
/**
 * customer.portal_session_created
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
        /**
         * Why the change was made, and the order or ticket behind it; missing if neither was given.
         */
        change?: {
            /**
             * Why the change was made.
             */
            reason: string | null;
            /**
             * Order or ticket behind the change.
             */
            reference: string | null;
        } | undefined;
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

