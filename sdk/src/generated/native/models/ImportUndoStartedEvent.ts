/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportChanges } from './ImportChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * Somebody asked to undo an import.
 */
export type ImportUndoStartedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ImportChanges;
    /**
     * Type of the event.
     */
    type: 'import.undo_started';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

