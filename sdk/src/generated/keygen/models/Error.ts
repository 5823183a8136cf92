/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErrorSource } from './ErrorSource';
export type Error = {
    /**
     * Kind of the error.
     */
    title: string;
    /**
     * Error in words, for a person.
     */
    detail: string;
    /**
     * Code of the error; left out for an invalid request.
     */
    code?: string | undefined;
    /**
     * The part of the request that it is about.
     */
    source?: ErrorSource | undefined;
};

