/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A user removed the own second factor.
 */
export type UserSecondFactorRemovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.second_factor_removed';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

