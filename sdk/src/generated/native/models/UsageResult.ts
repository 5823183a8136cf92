/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterUsage } from './MeterUsage';
export type UsageResult = {
    /**
     * The meters of the request, after it.
     */
    meters: Array<MeterUsage>;
};

