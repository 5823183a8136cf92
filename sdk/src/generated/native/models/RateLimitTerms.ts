/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RateWindow } from './RateWindow';
export type RateLimitTerms = {
    /**
     * The most that is taken in a window. 1 to 1,000,000,000.
     */
    limit: number;
    /**
     * Begins with the first call that takes; a month has 30 days.
     */
    window: RateWindow;
};

