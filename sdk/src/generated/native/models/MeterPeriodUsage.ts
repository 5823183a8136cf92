/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MeterPeriodUsage = {
    /**
     * Null for a meter that never resets. ISO 8601.
     */
    period_start: string | null;
    /**
     * Null for a meter that never resets. ISO 8601.
     */
    period_end: string | null;
    /**
     * Taken in this period and not returned; of a credit, a decimal text.
     */
    used: (number | string);
    /**
     * Taken in this period, including what was returned.
     */
    total: (number | string);
    /**
     * Code of the meter.
     */
    meter: string;
    /**
     * Time of the last change. ISO 8601.
     */
    updated_at: string;
};

