/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FloatingSeatsStep } from './FloatingSeatsStep';
export type FloatingSeats = {
    /**
     * Most seats that were taken at once in the span.
     */
    peak: number;
    /**
     * Minutes of the span during which that many seats were taken.
     */
    peak_minutes: number;
    /**
     * Starts that found no free seat; those of one device count once in an hour.
     */
    refused: number;
    /**
     * Devices that were refused.
     */
    refused_devices: number;
    /**
     * Steps of the span, oldest first.
     */
    steps: Array<FloatingSeatsStep>;
    /**
     * When that many seats were first taken; null if none was. ISO 8601.
     */
    peak_at: string | null;
};

