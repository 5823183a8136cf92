/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    /**
     * Error messages by field.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Error in words, for a person.
     */
    message: string;
};

