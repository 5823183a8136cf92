/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorRow = {
    /**
     * Row and column.
     */
    field: string;
    /**
     * Machine-readable reason.
     */
    reason: string;
    /**
     * Error in words, for a person.
     */
    message: string;
};

