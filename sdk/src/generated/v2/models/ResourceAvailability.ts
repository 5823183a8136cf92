/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Resource } from './Resource';
export type ResourceAvailability = {
    /**
     * Number of available resources of the type.
     */
    count: number;
    /**
     * Available resources, as many as needed.
     */
    resources: Array<Resource>;
    /**
     * Whether as many resources as needed are available.
     */
    available: boolean;
};

