/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { GroupChanges } from './GroupChanges';
/**
 * A group of licenses was changed.
 */
export type GroupUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'group.updated';
    /**
     * Data of the event.
     */
    data: GroupChanges;
});

