/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionRecord } from './ProductVersionRecord';
/**
 * A draft of a version was added.
 */
export type VersionCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.created';
    /**
     * Data of the event.
     */
    data: ProductVersionRecord;
});

