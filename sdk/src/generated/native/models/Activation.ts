/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationKind } from './ActivationKind';
import type { Environment } from './Environment';
export type Activation = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Whether a device or a domain is activated.
     */
    kind: ActivationKind;
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
    metadata: Record<string, unknown>;
    /**
     * Where the app runs, as it reported when it last activated; null if it never did.
     */
    environment: Environment | null;
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
    disk_gb: number | null;
    /**
     * Number of checks of this device.
     */
    check_count: number;
    /**
     * ID that the device received when it activated.
     */
    activation_id: string;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Reference of the product to which the seat belongs: the license's first product unless its seats count per product.
     */
    product: string;
    /**
     * Device fingerprint: the hardware ID as sent, or the SHA-256 of the object that was sent; for a domain, its name.
     */
    fingerprint: string;
    /**
     * When the device last activated. ISO 8601.
     */
    activated_at: string;
    /**
     * When the device last sent a check or a heartbeat. ISO 8601.
     */
    last_seen_at: string;
    /**
     * When the device was deactivated; null if it is active. ISO 8601.
     */
    deactivated_at: string | null;
    /**
     * Whether the device is activated.
     */
    active: boolean;
    /**
     * Whether the device takes a seat while it is active; false if its policy allows such devices without one.
     */
    takes_seat: boolean;
};

