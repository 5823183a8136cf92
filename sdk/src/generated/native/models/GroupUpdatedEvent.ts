/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GroupChanges } from './GroupChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A group of licenses was changed.
 */
export type GroupUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: GroupChanges;
    /**
     * Type of the event.
     */
    type: 'group.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

