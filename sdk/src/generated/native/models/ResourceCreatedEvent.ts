/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ResourceRecord } from './ResourceRecord';
/**
 * A resource was added.
 */
export type ResourceCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'resource.created';
    /**
     * Data of the event.
     */
    data: ResourceRecord;
});

