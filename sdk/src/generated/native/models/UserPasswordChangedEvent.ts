/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * The password of a user was changed.
 */
export type UserPasswordChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.password_changed';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

