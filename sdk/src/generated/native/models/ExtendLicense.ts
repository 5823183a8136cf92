/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RenewalBasis } from './RenewalBasis';
export type ExtendLicense = {
    /**
     * Days by which the license is extended. Give one of `days`, `months` and `years`. 1 to 36,500.
     */
    days?: number | undefined;
    /**
     * Calendar months by which the license is extended: to the same day of a later month, or to the last day of a month that has
     * no such day. 1 to 1,200.
     */
    months?: number | undefined;
    /**
     * Calendar years by which the license is extended. 1 to 100.
     */
    years?: number | undefined;
    /**
     * Date from which an extension counts: the expiration date (`end`), the time of the call (`today`), or the time of the call
     * for an expired license only (`today_if_expired`). By default, the `renewal_basis` of the license's policy. A license is
     * never shortened.
     */
    from?: RenewalBasis | undefined;
    /**
     * Date in the future at which the change is made; at once by default. It is checked against the license of today, listed in its `scheduled_changes`, and made within a minute after the date. A date alone is its first second in `TIME_ZONE`. ISO 8601.
     */
    effective_at?: string | undefined;
};

