/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { StatisticsItem } from './StatisticsItem';
export type Statistics = {
    /**
     * First day, in the installation's time zone.
     */
    from: string;
    /**
     * Last day.
     */
    to: string;
    /**
     * When licenses and devices were counted; null before the first time, a few minutes after the first start. ISO 8601.
     */
    counted_at: string | null;
    /**
     * Sorted by the figure in `order`, largest first. Of each day, only the 1,000 values with the most answers count.
     */
    items: Array<StatisticsItem>;
};

