/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserLoginFailedEventData } from './UserLoginFailedEventData';
/**
 * Too many sign-ins failed: further ones wait.
 */
export type UserLockedOutEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.locked_out';
    /**
     * Data of the event.
     */
    data: UserLoginFailedEventData;
});

