/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertChanges } from './AlertChanges';
import type { EventHead } from './EventHead';
/**
 * An alert was cleared, because its cause is gone.
 */
export type AlertClearedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'alert.cleared';
    /**
     * Data of the event.
     */
    data: AlertChanges;
});

