/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProgramModuleUploadedEventData } from './ProgramModuleUploadedEventData';
/**
 * A module of a product was uploaded or replaced.
 */
export type ProgramModuleUploadedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'program_module.uploaded';
    /**
     * Data of the event.
     */
    data: ProgramModuleUploadedEventData;
});

