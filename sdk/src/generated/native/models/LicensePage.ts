/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseDto } from './LicenseDto';
export type LicensePage = {
    items: Array<LicenseDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

