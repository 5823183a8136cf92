/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Problem } from './Problem';
export type ErrorAnswer = {
    /**
     * The error.
     */
    error: Problem;
};

