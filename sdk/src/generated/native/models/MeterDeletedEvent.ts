/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterRecord } from './MeterRecord';
/**
 * The definition of a meter was deleted.
 */
export type MeterDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.deleted';
    /**
     * Data of the event.
     */
    data: MeterRecord;
});

