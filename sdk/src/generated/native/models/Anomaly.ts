/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyReaction } from './AnomalyReaction';
import type { AnomalyType } from './AnomalyType';
export type Anomaly = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Kind of the anomaly.
     */
    type: AnomalyType;
    /**
     * ID of the license.
     */
    license: string;
    /**
     * ID of the activation of the device; null if the anomaly is not about one device.
     */
    activation: string | null;
    /**
     * Evidence: the counted requests or devices, their time and the limit that they exceeded.
     */
    details: Record<string, unknown>;
    /**
     * Null until the anomaly is resolved. ISO 8601.
     */
    resolved_at: string | null;
    /**
     * Name of the user who resolved the anomaly.
     */
    resolved_by: string | null;
    /**
     * The reaction of a rule when the anomaly was detected; null without a rule.
     */
    reaction: AnomalyReaction | null;
    /**
     * License key.
     */
    license_key: string;
    /**
     * When the anomaly was detected. ISO 8601.
     */
    detected_at: string;
};

