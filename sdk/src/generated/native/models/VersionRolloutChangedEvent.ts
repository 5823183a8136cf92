/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductVersionChanges } from './ProductVersionChanges';
/**
 * The devices to which a version is offered were changed; has the changed values.
 */
export type VersionRolloutChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.rollout_changed';
    /**
     * Data of the event.
     */
    data: ProductVersionChanges;
});

