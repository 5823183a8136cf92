/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A user was deactivated and signed out.
 */
export type UserDeactivatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.deactivated';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

