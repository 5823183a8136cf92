/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * The OpenID provider ended sessions of a user.
 */
export type UserOpenidLoggedOutEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.openid_logged_out';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Username.
         */
        username: string;
        /**
         * Sessions.
         */
        sessions: number;
        change?: EventChange | undefined;
    };
});

