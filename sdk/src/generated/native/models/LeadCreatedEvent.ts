/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { InstitutionRecord } from './InstitutionRecord';
/**
 * A lead was added.
 */
export type LeadCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'lead.created';
    /**
     * Data of the event.
     */
    data: InstitutionRecord;
});

