/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    success: boolean;
    /**
     * What is wrong with the fields of the request, by their names.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Seconds after which another try makes sense.
     */
    retry_after?: number | undefined;
    message: string;
    error_code: string;
};

