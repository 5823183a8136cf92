/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionRecord } from './ProductVersionRecord';
/**
 * A version was deleted with its files.
 */
export type VersionDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.deleted';
    /**
     * Data of the event.
     */
    data: ProductVersionRecord;
});

