/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * The role of a user changed at the sign-in through the OpenID provider.
 */
export type UserOpenidRoleChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.openid_role_changed';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

