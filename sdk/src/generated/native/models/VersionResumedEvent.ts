/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductVersionChanges } from './ProductVersionChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A halted version is offered again.
 */
export type VersionResumedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
    /**
     * Type of the event.
     */
    type: 'version.resumed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

