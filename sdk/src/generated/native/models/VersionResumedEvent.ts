/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionChanges } from './ProductVersionChanges';
/**
 * A halted version is offered again.
 */
export type VersionResumedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.resumed';
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
});

