/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ScheduledAction } from './ScheduledAction';
export type PendingChange = {
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
     * When the change takes effect. ISO 8601.
     */
    effective_at: string;
};

