/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationChanges } from './ActivationChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The name or details of an activated device were changed.
 */
export type ActivationUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ActivationChanges;
    /**
     * Type of the event.
     */
    type: 'activation.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

