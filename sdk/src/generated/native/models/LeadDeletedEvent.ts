/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { InstitutionRecord } from './InstitutionRecord';
/**
 * A lead was deleted.
 */
export type LeadDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'lead.deleted';
    /**
     * Data of the event.
     */
    data: InstitutionRecord;
});

