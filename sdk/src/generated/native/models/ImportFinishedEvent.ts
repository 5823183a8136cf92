/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * An import has finished; has its counts.
 */
export type ImportFinishedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.finished';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

