/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A user was changed, for example the role.
 */
export type UserUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.updated';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

