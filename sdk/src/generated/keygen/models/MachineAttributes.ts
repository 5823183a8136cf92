/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MachineAttributesHeartbeatStatus } from './MachineAttributesHeartbeatStatus';
export type MachineAttributes = {
    /**
     * Processor cores.
     */
    cores: number | null;
    /**
     * Memory in bytes.
     */
    memory: number | null;
    /**
     * Disk space in bytes.
     */
    disk: number | null;
    /**
     * Address from which it was activated.
     */
    ip: string | null;
    /**
     * Host name.
     */
    hostname: string | null;
    /**
     * Platform.
     */
    platform: string | null;
    /**
     * Name.
     */
    name: string | null;
    /**
     * Whether it was seen in time. A validation counts as a heartbeat.
     */
    heartbeatStatus: MachineAttributesHeartbeatStatus;
    /**
     * Seconds within which the next heartbeat is due.
     */
    heartbeatDuration: number;
    /**
     * Always null.
     */
    maxProcesses: number | null;
    /**
     * Always null.
     */
    lastCheckOut: string | null;
    /**
     * Last heartbeat or validation; null if there was none and none is required. ISO 8601.
     */
    lastHeartbeat: string | null;
    /**
     * When the next heartbeat is due. ISO 8601.
     */
    nextHeartbeat: string | null;
    /**
     * Data of the program, as sent.
     */
    metadata: Record<string, unknown>;
    /**
     * When it was last activated. ISO 8601.
     */
    created: string;
    /**
     * When it was last seen. ISO 8601.
     */
    updated: string;
    /**
     * Fingerprint of the machine.
     */
    fingerprint: string;
    /**
     * Whether it must send heartbeats.
     */
    requireHeartbeat: boolean;
};

