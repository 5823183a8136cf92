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
     * Why these rows keep the import from being undone.
     */
    reason: string;
    /**
     * Names of up to five of these rows.
     */
    samples: Array<string>;
};

