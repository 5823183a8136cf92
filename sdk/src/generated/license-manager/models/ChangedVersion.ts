/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Version } from './Version';
export type ChangedVersion = {
    error: boolean;
    data: Version;
    message: string;
};

