/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
import type { ResourceChanges } from './ResourceChanges';
/**
 * A resource was changed.
 */
export type ResourceUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ResourceChanges;
    /**
     * Type of the event.
     */
    type: 'resource.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

