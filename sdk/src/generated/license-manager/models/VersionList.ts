/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { Version } from './Version';
export type VersionList = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Array<Version>;
    /**
     * Page numbers and totals.
     */
    meta: PageMeta;
};

