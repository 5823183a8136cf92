/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DatabasePool } from './DatabasePool';
import type { EventLoopDelay } from './EventLoopDelay';
import type { MemoryStats } from './MemoryStats';
export type NodeStats = {
    uptime_seconds: number;
    /**
     * Host name and process ID.
     */
    name: string;
    memory: MemoryStats;
    event_loop_delay: EventLoopDelay;
    database_pool: DatabasePool;
};

