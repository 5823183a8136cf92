/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OwnRoleRecord } from './OwnRoleRecord';
/**
 * A role was added.
 */
export type RoleCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'role.created';
    /**
     * Data of the event.
     */
    data: OwnRoleRecord;
});

