/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserOpenidLoggedInEventData } from './UserOpenidLoggedInEventData';
/**
 * A user signed out.
 */
export type UserLoggedOutEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.logged_out';
    /**
     * Data of the event.
     */
    data: UserOpenidLoggedInEventData;
});

