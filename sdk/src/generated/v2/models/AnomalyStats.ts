/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomaliesByType } from './AnomaliesByType';
export type AnomalyStats = {
    /**
     * Number of all anomalies.
     */
    total_anomalies: number;
    /**
     * Number of anomalies that nobody has resolved.
     */
    unresolved: number;
    /**
     * Resolved and unresolved anomalies; they add up to the total.
     */
    by_type: AnomaliesByType;
};

