/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserLoginFailedEventData } from './UserLoginFailedEventData';
/**
 * A sign-in was refused.
 */
export type UserLoginFailedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.login_failed';
    /**
     * Data of the event.
     */
    data: UserLoginFailedEventData;
});

