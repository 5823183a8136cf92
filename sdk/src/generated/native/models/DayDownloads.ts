/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DayDownloads = {
    /**
     * Day in UTC.
     */
    day: string;
    /**
     * Devices that downloaded the version on this day.
     */
    downloads: number;
};

