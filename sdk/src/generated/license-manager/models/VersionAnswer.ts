/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Version } from './Version';
export type VersionAnswer = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Version;
};

