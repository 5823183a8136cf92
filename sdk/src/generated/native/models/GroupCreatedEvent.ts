/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { GroupRecord } from './GroupRecord';
/**
 * A group of licenses was added.
 */
export type GroupCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'group.created';
    /**
     * Data of the event.
     */
    data: GroupRecord;
});

