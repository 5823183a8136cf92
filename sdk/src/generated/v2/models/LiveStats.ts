/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LiveAlert } from './LiveAlert';
import type { LiveMetrics } from './LiveMetrics';
export type LiveStats = {
    /**
     * Open alerts, newest first, at most 100.
     */
    alerts: Array<LiveAlert>;
    /**
     * When this was read, UTC.
     */
    timestamp: string;
    /**
     * Figures of the last minute and of now.
     */
    metrics: LiveMetrics;
};

