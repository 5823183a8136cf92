/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GroupRecord } from './GroupRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A group of licenses was added.
 */
export type GroupCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: GroupRecord;
    /**
     * Type of the event.
     */
    type: 'group.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

