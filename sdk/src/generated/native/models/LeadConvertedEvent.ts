/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { InstitutionChanges } from './InstitutionChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A lead became a customer.
 */
export type LeadConvertedEvent = {
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
    type: 'lead.converted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

