/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { VersionUpdatedEventData } from './VersionUpdatedEventData';
/**
 * A version was changed; has the changed values.
 */
export type VersionUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.updated';
    /**
     * Data of the event.
     */
    data: VersionUpdatedEventData;
});

