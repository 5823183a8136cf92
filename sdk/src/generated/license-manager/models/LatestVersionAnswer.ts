/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionData } from './VersionData';
export type LatestVersionAnswer = {
    data: VersionData;
    status: boolean;
    is_active: boolean;
    message: string;
};

