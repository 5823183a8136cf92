/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreatedConfig } from './CreatedConfig';
export type CreatedConfigAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: CreatedConfig;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
};

