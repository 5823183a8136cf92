/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportProblem = {
    /**
     * Row of the file; the header is row 1.
     */
    row: number;
    /**
     * Column, or `row` if the problem concerns the whole row.
     */
    field: string;
    /**
     * Machine-readable reason.
     */
    reason: string;
    /**
     * Human-readable reason.
     */
    message: string;
};

