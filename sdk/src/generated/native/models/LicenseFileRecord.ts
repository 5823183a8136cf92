/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type LicenseFileRecord = {
    /**
     * ID of the file, which is its claim `jti`.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Activation id.
     */
    activation_id: string | null;
    /**
     * Fingerprint of the device: the hardware ID, or its SHA-256 if it is an object; null for any device.
     */
    fingerprint: string | null;
    /**
     * Whether the license key is needed to read the file.
     */
    encrypted: boolean;
    /**
     * When the file ends. ISO 8601.
     */
    expires_at: string;
    /**
     * Name of the user or the API key that issued the file; null if an app requested it.
     */
    created_by: string | null;
    /**
     * When the file was issued. ISO 8601.
     */
    created_at: string;
    /**
     * When the file was revoked, or the seat of its device was released; null while it counts. An app learns it with its next `validate` or `heartbeat` that names the file. ISO 8601.
     */
    revoked_at: string | null;
    /**
     * Released at. ISO 8601.
     */
    released_at: string | null;
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
    change?: EventChange | undefined;
};

