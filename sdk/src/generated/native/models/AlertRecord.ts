/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type AlertRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Rule that raised the alert.
     */
    type: string;
    /**
     * Severity of the alert.
     */
    severity: string;
    /**
     * The problem, in one sentence.
     */
    message: string;
    /**
     * Host name and process ID of the node; null if the alert concerns all nodes.
     */
    node: string;
    /**
     * When the condition was first observed. ISO 8601.
     */
    raised_at: string;
    /**
     * Null while the alert is open. ISO 8601.
     */
    cleared_at: string | null;
    change?: EventChange | undefined;
};

