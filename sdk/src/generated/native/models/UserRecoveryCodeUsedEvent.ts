/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { RecordTarget } from './RecordTarget';
/**
 * A user signed in with a recovery code.
 */
export type UserRecoveryCodeUsedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
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
    /**
     * Type of the event.
     */
    type: 'user.recovery_code_used';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

