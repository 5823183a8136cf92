/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadColumn } from './LeadColumn';
export type LeadRowProblem = {
    /**
     * Number of the row in a spreadsheet: the header is row 1.
     */
    row: number;
    column: LeadColumn;
    /**
     * Content of the cell, at most 255 characters.
     */
    value: string;
    message: string;
};

