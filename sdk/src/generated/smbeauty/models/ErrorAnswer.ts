/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    /**
     * Always false.
     */
    success: boolean;
    /**
     * Error in Chinese, for a person.
     */
    error: string;
    /**
     * Machine-readable error code.
     */
    code: string;
};

