/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Renewals = {
    /**
     * Licenses of the batch.
     */
    licenses: number;
    /**
     * Licenses that a payment has continued. A payment that was paid back does not count.
     */
    paid: number;
    /**
     * Licenses without such a payment that expire within `days`.
     */
    ends_soon: number;
    /**
     * Licenses without such a payment that expire later.
     */
    ends_later: number;
    /**
     * Licenses without such a payment that have expired.
     */
    ended: number;
    /**
     * Licenses without such a payment that never expire.
     */
    without_end: number;
};

