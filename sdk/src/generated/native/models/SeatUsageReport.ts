/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SeatDemand } from './SeatDemand';
import type { SeatUsageItem } from './SeatUsageItem';
export type SeatUsageReport = {
    /**
     * Floating seats of the license; null is unlimited.
     */
    max_sessions: number | null;
    /**
     * All sessions of the license.
     */
    total: SeatDemand;
    /**
     * Days in order; otherwise the 200 rows with most hours.
     */
    items: Array<SeatUsageItem>;
    /**
     * Begin of the report. ISO 8601.
     */
    from: string;
    /**
     * End of the report, exclusive. ISO 8601.
     */
    to: string;
};

