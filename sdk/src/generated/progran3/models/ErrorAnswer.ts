/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FieldProblem } from './FieldProblem';
import type { ReachedLimit } from './ReachedLimit';
export type ErrorAnswer = {
    /**
     * Always false.
     */
    success: boolean;
    /**
     * Invalid fields; only present if fields are invalid.
     */
    details?: (Array<FieldProblem> | ReachedLimit) | undefined;
    /**
     * Error code; omitted if the contract has none.
     */
    code?: string | undefined;
    /**
     * Error in words, for a person.
     */
    error: string;
};

