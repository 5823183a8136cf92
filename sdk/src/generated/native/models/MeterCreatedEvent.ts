/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MeterRecord } from './MeterRecord';
/**
 * A meter was defined for a product.
 */
export type MeterCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'meter.created';
    /**
     * Data of the event.
     */
    data: MeterRecord;
});

