/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    success: boolean;
    /**
     * Error messages by field.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Seconds to wait before retrying.
     */
    retry_after?: number | undefined;
    message: string;
    error_code: string;
};

