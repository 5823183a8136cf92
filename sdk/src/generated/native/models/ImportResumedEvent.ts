/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportChanges } from './ImportChanges';
/**
 * An import was resumed whose API could not be read.
 */
export type ImportResumedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.resumed';
    /**
     * Data of the event.
     */
    data: ImportChanges;
});

