/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LeadActivityRecord } from './LeadActivityRecord';
/**
 * A call, mail or note was recorded for a lead.
 */
export type LeadActivityCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'lead_activity.created';
    /**
     * Data of the event.
     */
    data: LeadActivityRecord;
});

