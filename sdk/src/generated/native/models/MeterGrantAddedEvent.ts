/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterGrantAddedEventData } from './MeterGrantAddedEventData';
/**
 * An amount of a meter was granted to a license.
 */
export type MeterGrantAddedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.grant_added';
    /**
     * Data of the event.
     */
    data: MeterGrantAddedEventData;
});

