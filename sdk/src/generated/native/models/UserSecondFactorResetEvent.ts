/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * The second factor of a user was reset by somebody else.
 */
export type UserSecondFactorResetEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.second_factor_reset';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

