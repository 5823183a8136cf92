/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A user signed in with a recovery code.
 */
export type UserRecoveryCodeUsedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'user.recovery_code_used';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Number of recovery codes that were not used yet.
         */
        left: number;
        change?: EventChange | undefined;
    };
});

