/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseSessionDto } from './LicenseSessionDto';
export type LicenseSessionPage = {
    items: Array<LicenseSessionDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

