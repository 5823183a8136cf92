/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductVersionChanges } from './ProductVersionChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A version was withdrawn: nobody is offered it or can download it.
 */
export type VersionWithdrawnEvent = {
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
    type: 'version.withdrawn';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

