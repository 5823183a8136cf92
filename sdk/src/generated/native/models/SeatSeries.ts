/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SeatStep } from './SeatStep';
export type SeatSeries = {
    /**
     * Seats taken in the span.
     */
    taken: number;
    /**
     * Seats released in the span.
     */
    freed: number;
    /**
     * Steps of the span, oldest first.
     */
    steps: Array<SeatStep>;
};

