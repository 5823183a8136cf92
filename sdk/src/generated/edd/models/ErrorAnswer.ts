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
     * Code of the error, in lower case.
     */
    error: string;
    /**
     * Message for a person.
     */
    message: string;
};

