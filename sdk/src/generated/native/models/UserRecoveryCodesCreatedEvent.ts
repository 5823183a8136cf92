/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerPurgedEventData } from './CustomerPurgedEventData';
import type { EventHead } from './EventHead';
/**
 * A user made new recovery codes.
 */
export type UserRecoveryCodesCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.recovery_codes_created';
    /**
     * Data of the event.
     */
    data: CustomerPurgedEventData;
});

