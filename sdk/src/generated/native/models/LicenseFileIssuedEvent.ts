/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseFileRecord } from './LicenseFileRecord';
/**
 * A license file for offline use was issued.
 */
export type LicenseFileIssuedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_file.issued';
    /**
     * Data of the event.
     */
    data: LicenseFileRecord;
});

