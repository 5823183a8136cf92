/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activity } from './Activity';
export type Stats = {
    total_licenses: number;
    active_licenses: number;
    expired_licenses: number;
    disabled_licenses: number;
    /**
     * Number of active licenses that were never used.
     */
    unused_licenses: number;
    today_verifications: number;
    total_verifications: number;
    /**
     * Verifications per day of the last seven days, newest first.
     */
    recent_activity: Array<Activity>;
};

