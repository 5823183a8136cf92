/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { InstitutionChanges } from './InstitutionChanges';
/**
 * A lead became a customer.
 */
export type LeadConvertedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'lead.converted';
    /**
     * Data of the event.
     */
    data: InstitutionChanges;
});

