/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
import type { Version } from './Version';
export type VersionList = {
    error: boolean;
    data: Array<Version>;
    meta: PageMeta;
};

