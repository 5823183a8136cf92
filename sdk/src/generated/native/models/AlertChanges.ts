/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type AlertChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Rule that raised the alert.
     */
    type?: string | undefined;
    /**
     * Severity of the alert.
     */
    severity?: string | undefined;
    /**
     * The problem, in one sentence.
     */
    message?: string | undefined;
    /**
     * Host name and process ID of the node; null if the alert concerns all nodes.
     */
    node?: string | undefined;
    /**
     * When the condition was first observed. ISO 8601.
     */
    raised_at?: string | undefined;
    /**
     * Null while the alert is open. ISO 8601.
     */
    cleared_at?: string | null | undefined;
    change?: EventChange | undefined;
};

