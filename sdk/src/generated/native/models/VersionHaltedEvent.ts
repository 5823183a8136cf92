/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionChanges } from './ProductVersionChanges';
/**
 * A version was halted: nobody new is offered it.
 */
export type VersionHaltedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.halted';
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
});

