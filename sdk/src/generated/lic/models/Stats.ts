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
     * Of those that are active.
     */
    unused_licenses: number;
    today_verifications: number;
    total_verifications: number;
    /**
     * The last seven days, the newest first.
     */
    recent_activity: Array<Activity>;
};

