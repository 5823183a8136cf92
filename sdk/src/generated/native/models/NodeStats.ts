/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DatabasePool } from './DatabasePool';
import type { EventLoopDelay } from './EventLoopDelay';
import type { MemoryStats } from './MemoryStats';
export type NodeStats = {
    /**
     * Seconds since the start of this node.
     */
    uptime_seconds: number;
    /**
     * Host name and process ID.
     */
    name: string;
    /**
     * Memory of this node.
     */
    memory: MemoryStats;
    /**
     * Delay of this node's event loop.
     */
    event_loop_delay: EventLoopDelay;
    /**
     * Database connections of this node.
     */
    database_pool: DatabasePool;
};

