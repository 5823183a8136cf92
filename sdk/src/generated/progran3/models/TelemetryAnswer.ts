/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Received } from './Received';
export type TelemetryAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: Received;
};

