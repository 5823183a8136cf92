/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseUserMovedEventData } from './LicenseUserMovedEventData';
/**
 * A user was moved from one license to another.
 */
export type LicenseUserMovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license_user.moved';
    /**
     * Data of the event.
     */
    data: LicenseUserMovedEventData;
});

