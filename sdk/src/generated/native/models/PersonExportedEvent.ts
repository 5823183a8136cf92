/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PersonExportedEventData } from './PersonExportedEventData';
/**
 * person.exported
 */
export type PersonExportedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'person.exported';
    /**
     * Data of the event.
     */
    data: PersonExportedEventData;
});

