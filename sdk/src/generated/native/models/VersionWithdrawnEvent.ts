/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionChanges } from './ProductVersionChanges';
/**
 * A version was withdrawn: nobody is offered it or can download it.
 */
export type VersionWithdrawnEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.withdrawn';
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
});

