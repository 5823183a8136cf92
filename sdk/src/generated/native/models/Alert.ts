/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AlertSeverity } from './AlertSeverity';
export type Alert = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Severity of the alert.
     */
    severity: AlertSeverity;
    /**
     * Host name and process ID of the node; null if the alert concerns all nodes.
     */
    node: string | null;
    /**
     * Null while the alert is open. ISO 8601.
     */
    cleared_at: string | null;
    /**
     * Rule that raised the alert.
     */
    type: string;
    /**
     * The problem, in one sentence.
     */
    message: string;
    /**
     * When the condition was first observed. ISO 8601.
     */
    raised_at: string;
};

