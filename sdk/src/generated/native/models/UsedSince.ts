/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowKind } from './ImportRowKind';
export type UsedSince = {
    /**
     * Kind of the rows.
     */
    kind: ImportRowKind;
    /**
     * Number of rows.
     */
    count: number;
    /**
     * Result for these rows.
     */
    reason: string;
    /**
     * Up to five of them.
     */
    samples: Array<string>;
};

