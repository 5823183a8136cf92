/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A deactivated user was activated again.
 */
export type UserActivatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.activated';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

