/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RenewalBasis } from './RenewalBasis';
export type ExtendLicense = {
    /**
     * Days to add, 1 to 36500. 1 to 36,500.
     */
    days: number;
    /**
     * Date from which the days count: the expiration date (`end`), the time of the call (`today`), or the time of the call for an
     * expired license only (`today_if_expired`). By default, the `renewal_basis` of the license's policy.
     */
    from?: RenewalBasis | undefined;
};

