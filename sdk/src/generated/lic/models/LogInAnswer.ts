/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AccessToken } from './AccessToken';
export type LogInAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
    /**
     * The result.
     */
    data: AccessToken;
};

