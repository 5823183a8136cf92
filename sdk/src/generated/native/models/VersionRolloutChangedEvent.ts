/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductVersionChanges } from './ProductVersionChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The devices to which a version is offered were changed; has the changed values.
 */
export type VersionRolloutChangedEvent = {
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
    type: 'version.rollout_changed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

