/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SeatUsageBy } from './SeatUsageBy';
export type ExportSeatUsageQuery = {
    /**
     * Rows by day, feature, user or host.
     */
    by?: SeatUsageBy | undefined;
    /**
     * Begin of the report; 30 days before its end by default. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    from?: string | undefined;
    /**
     * End of the report, at most 366 days later; now by default. A date alone is included, in `TIME_ZONE`. ISO 8601.
     */
    to?: string | undefined;
};

