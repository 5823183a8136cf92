/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
export type LicensePage = {
    items: Array<License>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

