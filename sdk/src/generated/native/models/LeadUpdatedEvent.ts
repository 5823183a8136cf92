/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { InstitutionChanges } from './InstitutionChanges';
/**
 * A lead or its status was changed.
 */
export type LeadUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'lead.updated';
    /**
     * Data of the event.
     */
    data: InstitutionChanges;
});

