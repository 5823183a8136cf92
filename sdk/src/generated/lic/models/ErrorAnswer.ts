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
     * Error messages by field.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Seconds to wait before retrying.
     */
    retry_after?: number | undefined;
    /**
     * Error in Chinese, for a person.
     */
    message: string;
    /**
     * Machine-readable error code.
     */
    error_code: string;
};

