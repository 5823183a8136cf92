/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseFileChanges } from './LicenseFileChanges';
/**
 * A license file was revoked.
 */
export type LicenseFileRevokedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_file.revoked';
    /**
     * Data of the event.
     */
    data: LicenseFileChanges;
});

