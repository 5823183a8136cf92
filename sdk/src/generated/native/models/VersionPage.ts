/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Version } from './Version';
export type VersionPage = {
    items: Array<Version>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

