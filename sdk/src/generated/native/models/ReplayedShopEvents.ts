/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReplayedShopEvents = {
    /**
     * Number of events that are applied again.
     */
    events: number;
};

