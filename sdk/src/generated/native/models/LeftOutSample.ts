/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowKind } from './ImportRowKind';
import type { LeftOutRow } from './LeftOutRow';
export type LeftOutSample = {
    /**
     * Kind of the rows.
     */
    kind: ImportRowKind;
    /**
     * Why they cannot be imported.
     */
    reason: string;
    /**
     * The first of these rows, up to three.
     */
    rows: Array<LeftOutRow>;
};

