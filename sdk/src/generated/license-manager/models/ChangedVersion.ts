/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Version } from './Version';
export type ChangedVersion = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Version;
    /**
     * Result in words, for a person.
     */
    message: string;
};

