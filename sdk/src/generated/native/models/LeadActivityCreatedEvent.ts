/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadActivityRecord } from './LeadActivityRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A call, mail or note was recorded for a lead.
 */
export type LeadActivityCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: LeadActivityRecord;
    /**
     * Type of the event.
     */
    type: 'lead_activity.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

