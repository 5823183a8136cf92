/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ActivationRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Reference of the product; null if it has been deleted since.
     */
    product: string | null;
    /**
     * Whether a device or a domain is activated.
     */
    kind: string;
    /**
     * Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent; for a domain, its name.
     */
    fingerprint: string;
    /**
     * Display name of the device; null if none.
     */
    name: string | null;
    /**
     * Version of the app, as it reported; null if it never did.
     */
    app_version: string | null;
    /**
     * IP address from which the device last activated; null if unknown.
     */
    ip: string | null;
    /**
     * User-Agent of the app; null if it sent none.
     */
    user_agent: string | null;
    /**
     * Device data sent at activation.
     */
    device_data: Record<string, unknown> | null;
    /**
     * Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * Where the app runs, as it reported when it last activated; null if it never did.
     */
    environment: string | null;
    /**
     * Processor cores, as the program reported.
     */
    cores: number | null;
    /**
     * Memory in MB, as the program reported.
     */
    memory_mb: number | null;
    /**
     * Disk space in GB, as the program reported.
     */
    disk_gb?: number | null | undefined;
    /**
     * Whether the device takes a seat while it is active; false if its policy allows such devices without one.
     */
    takes_seat: boolean;
    /**
     * When the device last activated. ISO 8601.
     */
    activated_at: string;
    /**
     * When the device last sent a check or a heartbeat. ISO 8601.
     */
    last_seen_at: string;
    /**
     * Number of checks of this device.
     */
    check_count: number;
    /**
     * When the device was deactivated; null if it is active. ISO 8601.
     */
    deactivated_at: string | null;
    /**
     * Key of the license.
     */
    license_key: string;
    /**
     * Customer; null without one, or if it has been deleted since.
     */
    customer_id: string | null;
    /**
     * ID that the device received when it activated.
     */
    activation_id: string;
    change?: EventChange | undefined;
};

