/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportRowKind } from './ImportRowKind';
export type DownloadLeftOutRowsQuery = {
    /**
     * Only rows of this kind.
     */
    kind?: ImportRowKind | undefined;
    /**
     * Only rows that were left out for this reason.
     */
    reason?: string | undefined;
};

