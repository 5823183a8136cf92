/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * The rows of an import were checked; nothing is imported yet.
 */
export type ImportCheckedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.checked';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

