/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FieldProblem } from './FieldProblem';
export type Problem = {
    details?: Array<FieldProblem> | undefined;
    /**
     * By which the server's log knows the request.
     */
    request_id: string;
    /**
     * What went wrong, for programs: it never changes meaning.
     */
    code: string;
    /**
     * The same for people.
     */
    message: string;
};

