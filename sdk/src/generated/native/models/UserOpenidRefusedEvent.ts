/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { RecordTarget } from './RecordTarget';
/**
 * A sign-in through the OpenID provider was refused; has the reason.
 */
export type UserOpenidRefusedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: {
        /**
         * Username.
         */
        username: string | null;
        /**
         * Reason.
         */
        reason: string;
        change?: EventChange | undefined;
    };
    /**
     * Type of the event.
     */
    type: 'user.openid_refused';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

