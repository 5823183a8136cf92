/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { VersionFileAddedEventData } from './VersionFileAddedEventData';
/**
 * The oldest system of a file of a version was changed; has the file.
 */
export type VersionFileChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'version.file_changed';
    /**
     * Data of the event.
     */
    data: VersionFileAddedEventData;
});

