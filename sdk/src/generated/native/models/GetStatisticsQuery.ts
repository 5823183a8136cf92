/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { StatisticsDimension } from './StatisticsDimension';
import type { StatisticsOrder } from './StatisticsOrder';
export type GetStatisticsQuery = {
    /**
     * UUIDs or references of products; by default, all that the caller can see.
     */
    product?: (string | Array<string>) | undefined;
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * First day of the answers that are counted; by default, 29 days before `to`. At most 90 days.
     */
    from?: string | undefined;
    /**
     * Last day; today by default.
     */
    to?: string | undefined;
    /**
     * Property of licenses and devices that is compared, `product` by default. Countries need the setting `COUNTRY_DATABASE`.
     */
    by?: StatisticsDimension | undefined;
    /**
     * Figure by which the items are sorted, largest first: `licenses` by default, for customers `checks`.
     */
    order?: StatisticsOrder | undefined;
};

