/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserRecord } from './UserRecord';
/**
 * A user was added.
 */
export type UserCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.created';
    /**
     * Data of the event.
     */
    data: UserRecord;
});

