/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleSort } from './AppBundleSort';
import type { AppBundleStatus } from './AppBundleStatus';
import type { TimeRange } from './TimeRange';
export type ListAppBundlesQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: AppBundleSort | undefined;
    /**
     * Earliest and latest time of creation.
     */
    created_at?: TimeRange | undefined;
    /**
     * Earliest and latest time of the last change.
     */
    updated_at?: TimeRange | undefined;
    /**
     * Bundle IDs of the apps.
     */
    app_bundle_id?: (string | Array<string>) | undefined;
    /**
     * States of the apps, as configured.
     */
    status?: (AppBundleStatus | Array<AppBundleStatus>) | undefined;
    /**
     * Platforms of the apps, such as `ios`; empty if unknown.
     */
    platform?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the app_bundle_id or the description. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
};

