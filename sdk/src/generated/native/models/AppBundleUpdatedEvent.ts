/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleChanges } from './AppBundleChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * An app bundle was changed.
 */
export type AppBundleUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: AppBundleChanges;
    /**
     * Type of the event.
     */
    type: 'app_bundle.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

