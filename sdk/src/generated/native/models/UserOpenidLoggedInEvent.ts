/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A user signed in through the OpenID provider.
 */
export type UserOpenidLoggedInEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.openid_logged_in';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Username.
         */
        username: string;
        change?: EventChange | undefined;
    };
});

