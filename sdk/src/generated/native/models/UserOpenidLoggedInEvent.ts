/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserOpenidLoggedInEventData } from './UserOpenidLoggedInEventData';
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
    data: UserOpenidLoggedInEventData;
});

