/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterChanges } from './MeterChanges';
/**
 * The definition of a meter was changed.
 */
export type MeterUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.updated';
    /**
     * Data of the event.
     */
    data: MeterChanges;
});

