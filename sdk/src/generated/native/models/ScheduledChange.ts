/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ScheduledAction } from './ScheduledAction';
import type { ScheduledChangeState } from './ScheduledChangeState';
export type ScheduledChange = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Operation on the license.
     */
    action: ScheduledAction;
    /**
     * Parameters of the operation, as they were sent; a policy by its UUID.
     */
    params: Record<string, unknown>;
    /**
     * Whether the change is pending, or how it ended.
     */
    state: ScheduledChangeState;
    /**
     * Code of the error, as an answer would have it; null if the change did not fail.
     */
    failure_code: string | null;
    /**
     * Message of the error; null if the change did not fail.
     */
    failure: string | null;
    /**
     * Name of the user or API key that scheduled it.
     */
    created_by: string;
    /**
     * Why it was scheduled; null if nothing was given.
     */
    reason: string | null;
    /**
     * Order or ticket behind the change; null for none.
     */
    reference: string | null;
    /**
     * When it was scheduled. ISO 8601.
     */
    created_at: string;
    /**
     * When it was made; null if it was not. ISO 8601.
     */
    done_at: string | null;
    /**
     * When it failed; null if it did not. ISO 8601.
     */
    failed_at: string | null;
    /**
     * When it was cancelled; null if it was not. ISO 8601.
     */
    cancelled_at: string | null;
    /**
     * When the change takes effect. ISO 8601.
     */
    effective_at: string;
};

