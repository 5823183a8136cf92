/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductVersionRecord } from './ProductVersionRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A draft of a version was added.
 */
export type VersionCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ProductVersionRecord;
    /**
     * Type of the event.
     */
    type: 'version.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

