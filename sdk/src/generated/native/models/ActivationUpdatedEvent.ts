/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationChanges } from './ActivationChanges';
import type { EventHead } from './EventHead';
/**
 * The name or details of an activated device were changed.
 */
export type ActivationUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'activation.updated';
    /**
     * Data of the event.
     */
    data: ActivationChanges;
});

