/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ImportRecord } from './ImportRecord';
/**
 * The import of a file or an API of another license server was started.
 */
export type ImportStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'import.started';
    /**
     * Data of the event.
     */
    data: ImportRecord;
});

