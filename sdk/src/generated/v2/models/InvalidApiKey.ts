/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InvalidApiKey = {
    /**
     * Machine-readable error code.
     */
    code: 'INVALID_API_KEY';
    /**
     * HTTP status.
     */
    status: 401;
    /**
     * Error in words, for a person.
     */
    error: string;
};

