/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RefusalCount } from './RefusalCount';
import type { VerdictStep } from './VerdictStep';
export type VerdictSeries = {
    /**
     * Answers of the span that let the app run.
     */
    usable: number;
    /**
     * All other answers of the span.
     */
    refused: number;
    /**
     * Steps of the span, oldest first.
     */
    steps: Array<VerdictStep>;
    /**
     * Refusals of the span by code, most frequent first.
     */
    refusals: Array<RefusalCount>;
};

