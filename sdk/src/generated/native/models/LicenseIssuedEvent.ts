/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseRecord } from './LicenseRecord';
/**
 * A license was made, by a person, the API or a trial.
 */
export type LicenseIssuedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.issued';
    /**
     * Data of the event.
     */
    data: LicenseRecord;
});

