/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Error } from './Error';
import type { ErrorMeta } from './ErrorMeta';
export type Errors = {
    /**
     * The first error of the request.
     */
    errors: Array<Error>;
    /**
     * The request.
     */
    meta: ErrorMeta;
};

