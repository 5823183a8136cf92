/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicensePolicyChange } from './LicensePolicyChange';
export type PolicyChangePreview = {
    /**
     * Licenses that match: exact up to 100,000, an estimate above.
     */
    licenses: number;
    /**
     * Licenses that the following figures are about: the newest 10000.
     */
    previewed: number;
    /**
     * Licenses that would have more seats than their new limit.
     */
    licenses_over: number;
    /**
     * Seats above the new limits. They stay active.
     */
    seats_over: number;
    /**
     * Licenses whose expiration date would change.
     */
    expiry_changes: number;
    /**
     * The newest 20 of these licenses.
     */
    items: Array<LicensePolicyChange>;
};

