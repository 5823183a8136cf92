/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activity } from './Activity';
export type Stats = {
    /**
     * Number of all licenses.
     */
    total_licenses: number;
    /**
     * Number of licenses that are neither disabled nor expired.
     */
    active_licenses: number;
    /**
     * Number of expired licenses that are not disabled.
     */
    expired_licenses: number;
    /**
     * Number of disabled licenses.
     */
    disabled_licenses: number;
    /**
     * Number of active licenses that were never used.
     */
    unused_licenses: number;
    /**
     * Number of verifications today.
     */
    today_verifications: number;
    /**
     * Number of all verifications.
     */
    total_verifications: number;
    /**
     * Verifications per day of the last seven days, newest first.
     */
    recent_activity: Array<Activity>;
};

