/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Received } from './Received';
export type TelemetryAnswer = {
    success: boolean;
    data: Received;
};

