/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserOpenidLoggedOutEventData } from './UserOpenidLoggedOutEventData';
/**
 * Sessions of a user were ended.
 */
export type UserSessionsEndedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.sessions_ended';
    /**
     * Data of the event.
     */
    data: UserOpenidLoggedOutEventData;
});

