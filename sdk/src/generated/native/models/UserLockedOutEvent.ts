/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
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
    data: {
        /**
         * Username.
         */
        username: string | null;
        change?: EventChange | undefined;
    };
});

