/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionDto } from './VersionDto';
export type VersionPage = {
    items: Array<VersionDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

