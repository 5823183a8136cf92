/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ResourceRecord } from './ResourceRecord';
/**
 * A resource was deleted.
 */
export type ResourceDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'resource.deleted';
    /**
     * Data of the event.
     */
    data: ResourceRecord;
});

