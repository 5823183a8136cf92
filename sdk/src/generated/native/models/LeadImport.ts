/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadRowProblem } from './LeadRowProblem';
export type LeadImport = {
    /**
     * Rows of the file, without its header and empty rows.
     */
    rows: number;
    /**
     * Leads in the file.
     */
    leads: number;
    /**
     * Number of invalid cells.
     */
    problem_count: number;
    /**
     * Whether the leads were imported; false for a dry run.
     */
    imported: boolean;
    /**
     * The first 100 invalid cells, in the order of the rows.
     */
    problems: Array<LeadRowProblem>;
};

