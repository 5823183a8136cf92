/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { NodeStats } from './NodeStats';
import type { UsageStats } from './UsageStats';
export type MonitoringStats = {
    /**
     * When the statistics were read. ISO 8601.
     */
    timestamp: string;
    /**
     * Figures of the whole installation.
     */
    usage: UsageStats;
    /**
     * State of the node that answers.
     */
    node: NodeStats;
};

