/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserOpenidLoggedInEventData } from './UserOpenidLoggedInEventData';
/**
 * A user got a token for the API.
 */
export type UserTokenIssuedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.token_issued';
    /**
     * Data of the event.
     */
    data: UserOpenidLoggedInEventData;
});

