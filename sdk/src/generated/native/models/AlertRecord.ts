/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
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
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};

