/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LiveAlertType } from './LiveAlertType';
export type LiveAlert = {
    /**
     * Kind of the alert.
     */
    type: LiveAlertType;
    /**
     * The problem, in one sentence.
     */
    message: string;
    /**
     * When the alert was raised, UTC.
     */
    timestamp: string;
};

