/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Span } from './Span';
export type GetFullestLicensesQuery = {
    /**
     * Span of time that ends now: `24h` in hours, `7d` in quarters of days, `14d` and `30d` in days.
     */
    span?: Span | undefined;
    /**
     * IANA name of the time zone whose hours and days are counted. Default: the installation's `TIME_ZONE`. At most 64 characters.
     */
    time_zone?: string | undefined;
};

