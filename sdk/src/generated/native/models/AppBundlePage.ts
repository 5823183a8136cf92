/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundle } from './AppBundle';
export type AppBundlePage = {
    items: Array<AppBundle>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

