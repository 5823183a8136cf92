/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RolloutStep } from './RolloutStep';
export type VersionRollout = {
    /**
     * Share of the devices to which the version is offered now; of a halted version, to which it was.
     */
    percent: number;
    /**
     * Steps, ascending; null offers it to all.
     */
    steps: Array<RolloutStep> | null;
    /**
     * The next step; null without one.
     */
    next: RolloutStep | null;
    /**
     * Licenses that are offered the version immediately.
     */
    licenses: Array<string>;
    /**
     * Who halted it.
     */
    halted_by: string | null;
    /**
     * Who withdrew it.
     */
    withdrawn_by: string | null;
    /**
     * Why it was halted or withdrawn.
     */
    reason: string | null;
    /**
     * Release channels whose apps are offered the version immediately.
     */
    channels: Array<string>;
    /**
     * When it was halted; null if it is not halted. ISO 8601.
     */
    halted_at: string | null;
    /**
     * When it was withdrawn; null if it is not withdrawn. ISO 8601.
     */
    withdrawn_at: string | null;
};

