/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OwnRoleChanges } from './OwnRoleChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A role was changed, for example its permissions.
 */
export type RoleUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OwnRoleChanges;
    /**
     * Type of the event.
     */
    type: 'role.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

