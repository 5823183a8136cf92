/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionChanges } from './ProductVersionChanges';
/**
 * A version of a product was published.
 */
export type VersionPublishedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.published';
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
});

