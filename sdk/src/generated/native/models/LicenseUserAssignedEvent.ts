/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseUserRecord } from './LicenseUserRecord';
/**
 * A user was assigned to a license.
 */
export type LicenseUserAssignedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_user.assigned';
    /**
     * Data of the event.
     */
    data: LicenseUserRecord;
});

