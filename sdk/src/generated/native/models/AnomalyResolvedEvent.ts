/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyChanges } from './AnomalyChanges';
import type { EventHead } from './EventHead';
/**
 * Unusual use of a license was marked as settled.
 */
export type AnomalyResolvedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'anomaly.resolved';
    /**
     * Data of the event.
     */
    data: AnomalyChanges;
});

