/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UserChanges } from './UserChanges';
/**
 * An invited user chose a password.
 */
export type UserInvitationAcceptedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.invitation_accepted';
    /**
     * Data of the event.
     */
    data: UserChanges;
});

