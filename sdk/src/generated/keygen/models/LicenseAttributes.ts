/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseAttributesStatus } from './LicenseAttributesStatus';
export type LicenseAttributes = {
    /**
     * Name that Keygen gave; null without one.
     */
    name: string | null;
    /**
     * When it expires; null if it never does. ISO 8601.
     */
    expiry: string | null;
    /**
     * `SUSPENDED`: disabled, blocked, revoked or not started yet. `EXPIRING`: it ends in three days.
     */
    status: LicenseAttributesStatus;
    /**
     * Always 0.
     */
    uses: number;
    /**
     * Always null: keys are not signed as by Keygen.
     */
    scheme: string | null;
    /**
     * Always null.
     */
    version: string | null;
    /**
     * Maximum number of machines; null if there is none.
     */
    maxMachines: number | null;
    /**
     * Always null.
     */
    maxProcesses: number | null;
    /**
     * Maximum number of users; null if there is none.
     */
    maxUsers: number | null;
    /**
     * Always null.
     */
    maxCores: number | null;
    /**
     * Always null.
     */
    maxMemory: number | null;
    /**
     * Always null.
     */
    maxDisk: number | null;
    /**
     * Always null.
     */
    maxUses: number | null;
    /**
     * When a machine was last seen; null if none was. ISO 8601.
     */
    lastValidated: string | null;
    /**
     * The same as `lastValidated`, if check-ins are required. ISO 8601.
     */
    lastCheckIn: string | null;
    /**
     * When the next check-in is due. ISO 8601.
     */
    nextCheckIn: string | null;
    /**
     * Always null.
     */
    lastCheckOut: string | null;
    /**
     * The object `public` of the metadata of product and license; empty if it is suspended or has expired.
     */
    metadata: Record<string, unknown>;
    /**
     * When it was created. ISO 8601.
     */
    created: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated: string;
    /**
     * License key.
     */
    key: string;
    /**
     * Whether its status is `SUSPENDED`.
     */
    suspended: boolean;
    /**
     * Always false.
     */
    encrypted: boolean;
    /**
     * Always false: a validation without a fingerprint needs no machine.
     */
    strict: boolean;
    /**
     * Whether it may have several machines.
     */
    floating: boolean;
    /**
     * Always false.
     */
    protected: boolean;
    /**
     * Whether machines must send heartbeats.
     */
    requireHeartbeat: boolean;
    /**
     * Whether machines must be validated regularly.
     */
    requireCheckIn: boolean;
};

