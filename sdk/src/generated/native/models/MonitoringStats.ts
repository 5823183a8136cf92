/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { NodeStats } from './NodeStats';
import type { UsageStats } from './UsageStats';
export type MonitoringStats = {
    /**
     * ISO 8601.
     */
    timestamp: string;
    usage: UsageStats;
    node: NodeStats;
};

