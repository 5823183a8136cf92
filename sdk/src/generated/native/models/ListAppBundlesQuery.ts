/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleSort } from './AppBundleSort';
import type { TimeRange } from './TimeRange';
export type ListAppBundlesQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: AppBundleSort | undefined;
    /**
     * Limits of the time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Limits of the time of the last change.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Bundle ID of the app. At most 255 characters.
     */
    app_bundle_id?: string | undefined;
    /**
     * State of the app, as configured.
     */
    status?: 'active' | 'expired' | 'disabled' | undefined;
    /**
     * Platform of the app, such as `ios`; empty if unknown. At most 255 characters.
     */
    platform?: string | undefined;
    /**
     * Case-insensitive part of the app_bundle_id or the description. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
};

