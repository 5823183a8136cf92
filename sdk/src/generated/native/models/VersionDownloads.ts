/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DayDownloads } from './DayDownloads';
export type VersionDownloads = {
    /**
     * Sum of all days.
     */
    total: number;
    /**
     * Every day, oldest first.
     */
    days: Array<DayDownloads>;
};

