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
     * Error in words, for a person.
     */
    message: string;
};

