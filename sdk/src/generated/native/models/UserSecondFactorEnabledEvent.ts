/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * A user set up an authenticator app.
 */
export type UserSecondFactorEnabledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.second_factor_enabled';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

