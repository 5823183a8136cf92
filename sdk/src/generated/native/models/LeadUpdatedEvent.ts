/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { InstitutionChanges } from './InstitutionChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A lead or its status was changed.
 */
export type LeadUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: InstitutionChanges;
    /**
     * Type of the event.
     */
    type: 'lead.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

