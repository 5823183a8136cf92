/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type AnomalyChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Kind of the anomaly.
     */
    type: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Activation id.
     */
    activation_id?: string | null | undefined;
    /**
     * Evidence: the counted requests or devices, their time and the limit that they exceeded.
     */
    details?: Record<string, unknown> | undefined;
    /**
     * When the anomaly was detected. ISO 8601.
     */
    detected_at?: string | undefined;
    /**
     * Null until the anomaly is resolved. ISO 8601.
     */
    resolved_at?: string | null | undefined;
    /**
     * Name of the user who resolved the anomaly.
     */
    resolved_by?: string | null | undefined;
    /**
     * The reaction of a rule when the anomaly was detected; null without a rule.
     */
    reaction?: Record<string, unknown> | null | undefined;
    /**
     * Suspend at. ISO 8601.
     */
    suspend_at?: string | null | undefined;
    /**
     * When the license was disabled; null if it was not. ISO 8601.
     */
    suspended_at?: string | null | undefined;
    /**
     * Undone at. ISO 8601.
     */
    undone_at?: string | null | undefined;
    /**
     * Undone by.
     */
    undone_by?: string | null | undefined;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    change?: EventChange | undefined;
};

