/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserOpenidLoggedOutEventData } from './UserOpenidLoggedOutEventData';
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
    data: UserOpenidLoggedOutEventData;
});

