/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportFailure = {
    /**
     * Kind of the problem.
     */
    reason: string;
    /**
     * The problem, with the place in the file or the path of the API.
     */
    detail: string;
};

