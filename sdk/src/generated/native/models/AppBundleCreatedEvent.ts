/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleRecord } from './AppBundleRecord';
import type { EventHead } from './EventHead';
/**
 * An app bundle was added.
 */
export type AppBundleCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'app_bundle.created';
    /**
     * Data of the event.
     */
    data: AppBundleRecord;
});

