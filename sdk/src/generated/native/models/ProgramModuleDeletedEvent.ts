/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProgramModuleUploadedEventData } from './ProgramModuleUploadedEventData';
/**
 * A module of a product was deleted.
 */
export type ProgramModuleDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'program_module.deleted';
    /**
     * Data of the event.
     */
    data: ProgramModuleUploadedEventData;
});

