/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { VersionFileAddedEventData } from './VersionFileAddedEventData';
/**
 * A file of a version was added for a platform; has the file.
 */
export type VersionFileAddedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.file_added';
    /**
     * Data of the event.
     */
    data: VersionFileAddedEventData;
});

