/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * Somebody asked to undo an import.
 */
export type ImportUndoStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.undo_started';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

