/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleRecord } from './AppBundleRecord';
import type { EventHead } from './EventHead';
/**
 * An app bundle was deleted.
 */
export type AppBundleDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'app_bundle.deleted';
    /**
     * Data of the event.
     */
    data: AppBundleRecord;
});

