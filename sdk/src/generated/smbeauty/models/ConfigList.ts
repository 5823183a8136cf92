/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Config } from './Config';
export type ConfigList = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: Array<Config>;
    /**
     * Number of all configurations.
     */
    total: number;
};

