/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RolloutStep } from './RolloutStep';
export type ChangeRollout = {
    /**
     * Percentages in ascending order, with dates in ascending order; null offers the version to all. At most 20 items.
     */
    steps?: Array<RolloutStep> | null | undefined;
    /**
     * Release channels whose apps are offered the version immediately.
     */
    channels?: Array<string> | undefined;
    /**
     * UUIDs or keys of licenses of the product that are offered the version immediately.
     */
    licenses?: Array<string> | undefined;
};

