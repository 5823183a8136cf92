/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateOutOfReachReason } from './UpdateOutOfReachReason';
export type OutOfReachVersion = {
    /**
     * Date of the release.
     */
    released_at: string | null;
    /**
     * Summary in one paragraph.
     */
    summary: string | null;
    /**
     * `UPDATES_ENDED`: it was released after the `updates_until` of the license; `LICENSE_REQUIRED`: no license key was sent; else the code of the check.
     */
    reason: UpdateOutOfReachReason;
    /**
     * Codes of the entitlements that the license lacks; only with ENTITLEMENT_MISSING, and LICENSE_REQUIRED if it requires some.
     */
    missing_entitlements?: Array<string> | undefined;
    /**
     * The version.
     */
    version: string;
    /**
     * Release channel of the version.
     */
    channel: string;
};

