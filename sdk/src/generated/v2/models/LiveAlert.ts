/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LiveAlert = {
    /**
     * Kind of the alert.
     */
    type: 'warning' | 'critical';
    /**
     * The problem, in one sentence.
     */
    message: string;
    /**
     * When the alert was raised, UTC.
     */
    timestamp: string;
};

