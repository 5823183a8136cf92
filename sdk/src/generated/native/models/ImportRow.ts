/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowKind } from './ImportRowKind';
import type { ImportRowOutcome } from './ImportRowOutcome';
export type ImportRow = {
    /**
     * Kind of the rows.
     */
    kind: ImportRowKind;
    /**
     * Position among the rows of its kind.
     */
    number: number;
    /**
     * Result for the row.
     */
    outcome: ImportRowOutcome;
    /**
     * Why it was left out.
     */
    reason: string | null;
    /**
     * The values that are imported.
     */
    values: Record<string, unknown>;
    /**
     * Name of the row for people, such as the key of a license.
     */
    label: string;
    /**
     * Changes of its values.
     */
    notes: Array<string>;
};

