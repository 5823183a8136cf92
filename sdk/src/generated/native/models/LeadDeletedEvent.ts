/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { InstitutionRecord } from './InstitutionRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A lead was deleted.
 */
export type LeadDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: InstitutionRecord;
    /**
     * Type of the event.
     */
    type: 'lead.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

