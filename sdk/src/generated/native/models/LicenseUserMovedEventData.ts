/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type LicenseUserMovedEventData = {
    /**
     * UUID.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Identifier.
     */
    identifier: string;
    /**
     * Display name of the user; null if unknown.
     */
    name: string | null;
    /**
     * Whether an admin assigned the user, or the first use by an app.
     */
    assigned_by: string;
    /**
     * When the license was assigned to the user. ISO 8601.
     */
    created_at: string;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    /**
     * From license id.
     */
    from_license_id: string;
    change?: EventChange | undefined;
};

