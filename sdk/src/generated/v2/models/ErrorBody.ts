/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErrorDetails } from './ErrorDetails';
export type ErrorBody = {
    /**
     * The first invalid field; only present if a field is invalid.
     */
    details?: ErrorDetails | undefined;
    /**
     * Machine-readable error code.
     */
    code: string;
    /**
     * Error in words, for a person.
     */
    message: string;
};

