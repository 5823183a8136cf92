/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { LicenseChanges } from './LicenseChanges';
/**
 * A license was changed; has the changed values.
 */
export type LicenseUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.updated';
    /**
     * Data of the event.
     */
    data: LicenseChanges;
});

