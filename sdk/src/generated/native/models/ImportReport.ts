/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportProblem } from './ImportProblem';
import type { LeftAsideColumn } from './LeftAsideColumn';
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
     * Columns with values that are not imported. The last one stands for the rest if there are more than 100.
     */
    left_aside: Array<LeftAsideColumn>;
    /**
     * Number of values that a spreadsheet has lost and that are left out, with `damaged=repair`.
     */
    lost_values: number;
    /**
     * Whether this was a dry run.
     */
    dry_run: boolean;
};

