/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleChanges } from './AppBundleChanges';
import type { EventHead } from './EventHead';
/**
 * The license file of an app bundle was replaced.
 */
export type AppBundleLicenseFileReplacedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'app_bundle.license_file_replaced';
    /**
     * Data of the event.
     */
    data: AppBundleChanges;
});

