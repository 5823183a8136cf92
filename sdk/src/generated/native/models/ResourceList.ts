/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Resource } from './Resource';
export type ResourceList = {
    /**
     * The resources, in the order of the request.
     */
    items: Array<Resource>;
};

