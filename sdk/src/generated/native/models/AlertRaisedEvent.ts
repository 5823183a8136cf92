/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertRecord } from './AlertRecord';
import type { EventHead } from './EventHead';
/**
 * An alert was raised.
 */
export type AlertRaisedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'alert.raised';
    /**
     * Data of the event.
     */
    data: AlertRecord;
});

