/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MeterDraw = {
    /**
     * ID of the grant.
     */
    grant: string;
    /**
     * ID of the device; null without one.
     */
    activation: string | null;
    /**
     * Hardware ID of the device; null without one.
     */
    hardware_id: string | null;
    /**
     * Taken and not returned; of a credit, a decimal text.
     */
    amount: (number | string);
    /**
     * Start of the period; null for a meter that never resets. ISO 8601.
     */
    period_start: string | null;
    /**
     * Time of the last change. ISO 8601.
     */
    updated_at: string;
};

