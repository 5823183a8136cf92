/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErrorRow } from './ErrorRow';
export type ErrorDetails = {
    /**
     * The rejected ids, if the field is a list of ids.
     */
    ids?: Array<number> | undefined;
    /**
     * The first 100 problems in the rows of a file, by row.
     */
    rows?: Array<ErrorRow> | undefined;
    /**
     * Invalid field.
     */
    field: string;
    /**
     * Machine-readable reason.
     */
    reason: string;
};

