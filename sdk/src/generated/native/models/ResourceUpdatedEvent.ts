/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ResourceChanges } from './ResourceChanges';
/**
 * A resource was changed.
 */
export type ResourceUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'resource.updated';
    /**
     * Data of the event.
     */
    data: ResourceChanges;
});

