/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductVersionRecord } from './ProductVersionRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A version was deleted with its files.
 */
export type VersionDeletedEvent = {
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
    type: 'version.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

