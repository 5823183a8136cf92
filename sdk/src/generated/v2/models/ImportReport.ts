/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportProblem } from './ImportProblem';
export type ImportReport = {
    /**
     * Rows of the file, without the header and empty rows.
     */
    rows: number;
    /**
     * Number of imported records; 0 for a dry run.
     */
    imported: number;
    /**
     * Number of rows with problems.
     */
    wrong_rows: number;
    /**
     * The first 100 problems, by row.
     */
    problems: Array<ImportProblem>;
    /**
     * Whether this was a dry run.
     */
    dry_run: boolean;
};

