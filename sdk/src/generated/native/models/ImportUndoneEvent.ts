/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * An import was undone; what it made is deleted.
 */
export type ImportUndoneEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.undone';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

