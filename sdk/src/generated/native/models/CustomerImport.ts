/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerImportProblem } from './CustomerImportProblem';
export type CustomerImport = {
    /**
     * Rows of the file, without the header and empty rows.
     */
    rows: number;
    /**
     * Number of imported customers; 0 for a dry run.
     */
    imported: number;
    /**
     * Number of rows with problems.
     */
    wrong_rows: number;
    /**
     * The first 100 problems, by row.
     */
    problems: Array<CustomerImportProblem>;
    /**
     * Whether this was a dry run.
     */
    dry_run: boolean;
};

