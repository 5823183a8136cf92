/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type TimeRange = {
    /**
     * Later than this time. A date alone is the end of that day in `TIME_ZONE`. ISO 8601.
     */
    gt?: string | undefined;
    /**
     * At this time or later. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    gte?: string | undefined;
    /**
     * Before this time. A date alone is the beginning of that day in `TIME_ZONE`. ISO 8601.
     */
    lt?: string | undefined;
    /**
     * At this time or before. A date alone is the end of that day in `TIME_ZONE`. ISO 8601.
     */
    lte?: string | undefined;
};

