/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type TimeRange = {
    /**
     * Later than this time. ISO 8601.
     */
    gt?: string | undefined;
    /**
     * At this time or later. ISO 8601.
     */
    gte?: string | undefined;
    /**
     * Before this time. ISO 8601.
     */
    lt?: string | undefined;
    /**
     * At this time or before. ISO 8601.
     */
    lte?: string | undefined;
};

