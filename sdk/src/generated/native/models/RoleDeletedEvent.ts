/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OwnRoleRecord } from './OwnRoleRecord';
/**
 * A role was deleted.
 */
export type RoleDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'role.deleted';
    /**
     * Data of the event.
     */
    data: OwnRoleRecord;
});

