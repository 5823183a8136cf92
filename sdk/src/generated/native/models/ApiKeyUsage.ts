/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyDayUsage } from './ApiKeyDayUsage';
export type ApiKeyUsage = {
    /**
     * Requests of the span.
     */
    total: number;
    /**
     * Requests of the span that were refused.
     */
    refused: number;
    /**
     * Days of the span, oldest first, also those without requests.
     */
    days: Array<ApiKeyDayUsage>;
};

