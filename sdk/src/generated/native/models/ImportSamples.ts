/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeftOutSample } from './LeftOutSample';
import type { LicenseSample } from './LicenseSample';
export type ImportSamples = {
    /**
     * The first licenses that are not imported yet, up to five.
     */
    licenses: Array<LicenseSample>;
    /**
     * The first rows for each reason.
     */
    left_out: Array<LeftOutSample>;
};

