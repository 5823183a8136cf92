/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { VersionFileAddedEventData } from './VersionFileAddedEventData';
/**
 * A file of a version for a platform was removed; has the file.
 */
export type VersionFileRemovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.file_removed';
    /**
     * Data of the event.
     */
    data: VersionFileAddedEventData;
});

