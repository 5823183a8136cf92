/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AppBundleChanges } from './AppBundleChanges';
import type { EventHead } from './EventHead';
/**
 * An app bundle was changed.
 */
export type AppBundleUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'app_bundle.updated';
    /**
     * Data of the event.
     */
    data: AppBundleChanges;
});

