/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * An import was confirmed; its rows are being imported.
 */
export type ImportConfirmedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.confirmed';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

