/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A sign-in through the OpenID provider was refused; has the reason.
 */
export type UserOpenidRefusedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.openid_refused';
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
});

