/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdatedConfig } from './UpdatedConfig';
export type UpdatedConfigAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: UpdatedConfig;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
};

