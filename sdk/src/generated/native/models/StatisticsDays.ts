/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { StatisticsDay } from './StatisticsDay';
export type StatisticsDays = {
    /**
     * Days, oldest first.
     */
    items: Array<StatisticsDay>;
};

