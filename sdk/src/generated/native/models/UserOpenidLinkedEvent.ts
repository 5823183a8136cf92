/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A user connected the own account with one of the OpenID provider.
 */
export type UserOpenidLinkedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.openid_linked';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Username.
         */
        username: string;
        /**
         * Issuer.
         */
        issuer: string;
        change?: EventChange | undefined;
    };
});

