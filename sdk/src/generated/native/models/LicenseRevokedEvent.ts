/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A license was revoked for good.
 */
export type LicenseRevokedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.revoked';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

