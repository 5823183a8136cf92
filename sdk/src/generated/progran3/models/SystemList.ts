/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { System } from './System';
export type SystemList = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Systems, last seen first.
     */
    data: Array<System>;
};

