/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterGrantAddedEventData } from './MeterGrantAddedEventData';
/**
 * A grant of a meter has another amount, or is valid again.
 */
export type MeterGrantChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.grant_changed';
    /**
     * Data of the event.
     */
    data: MeterGrantAddedEventData;
});

