/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OwnRoleChanges } from './OwnRoleChanges';
/**
 * A role was changed, for example its permissions.
 */
export type RoleUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'role.updated';
    /**
     * Data of the event.
     */
    data: OwnRoleChanges;
});

