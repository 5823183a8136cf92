/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowKind } from './ImportRowKind';
import type { LeftOutCount } from './LeftOutCount';
export type ImportCounts = {
    /**
     * Kind of the rows.
     */
    kind: ImportRowKind;
    /**
     * Rows in the file.
     */
    read: number;
    /**
     * Rows that are not imported yet.
     */
    pending: number;
    /**
     * Rows that the import has made.
     */
    made: number;
    /**
     * Rows that Keyward had already.
     */
    already_there: number;
    /**
     * Rows that were undone.
     */
    undone: number;
    /**
     * Rows that cannot be imported, by reason.
     */
    left_out: Array<LeftOutCount>;
};

