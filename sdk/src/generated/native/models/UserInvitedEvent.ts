/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A user was invited.
 */
export type UserInvitedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.invited';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Username.
         */
        username: string;
        /**
         * Role.
         */
        role: string;
        change?: EventChange | undefined;
    };
});

