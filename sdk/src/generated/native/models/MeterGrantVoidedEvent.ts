/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterGrantAddedEventData } from './MeterGrantAddedEventData';
/**
 * What was left of a grant of a meter is void; says what was used.
 */
export type MeterGrantVoidedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.grant_voided';
    /**
     * Data of the event.
     */
    data: MeterGrantAddedEventData;
});

