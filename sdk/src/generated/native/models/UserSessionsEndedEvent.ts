/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
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

