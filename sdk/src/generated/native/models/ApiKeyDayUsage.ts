/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ApiKeyDayUsage = {
    /**
     * Calendar date.
     */
    date: string;
    /**
     * Requests of the day.
     */
    total: number;
    /**
     * Requests of the day that were refused.
     */
    refused: number;
};

