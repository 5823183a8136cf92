/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PersonExportedEventData } from './PersonExportedEventData';
/**
 * person.erasure_requested
 */
export type PersonErasureRequestedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'person.erasure_requested';
    /**
     * Data of the event.
     */
    data: PersonExportedEventData;
});

