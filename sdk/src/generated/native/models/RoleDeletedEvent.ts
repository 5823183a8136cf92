/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OwnRoleRecord } from './OwnRoleRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A role was deleted.
 */
export type RoleDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OwnRoleRecord;
    /**
     * Type of the event.
     */
    type: 'role.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

