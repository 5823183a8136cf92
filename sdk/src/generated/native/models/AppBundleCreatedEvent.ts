/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleRecord } from './AppBundleRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * An app bundle was added.
 */
export type AppBundleCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: AppBundleRecord;
    /**
     * Type of the event.
     */
    type: 'app_bundle.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

