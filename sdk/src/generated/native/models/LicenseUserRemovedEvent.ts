/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseUserRecord } from './LicenseUserRecord';
/**
 * A user was removed from a license.
 */
export type LicenseUserRemovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_user.removed';
    /**
     * Data of the event.
     */
    data: LicenseUserRecord;
});

