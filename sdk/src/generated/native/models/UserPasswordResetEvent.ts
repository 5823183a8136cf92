/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A password was reset on the server's command line.
 */
export type UserPasswordResetEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.password_reset';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

