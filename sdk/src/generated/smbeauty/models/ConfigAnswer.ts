/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Config } from './Config';
export type ConfigAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: Config;
};

