/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseRecord } from './LicenseRecord';
/**
 * A license was deleted.
 */
export type LicenseDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.deleted';
    /**
     * Data of the event.
     */
    data: LicenseRecord;
});

