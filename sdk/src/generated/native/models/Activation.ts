/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationKind } from './ActivationKind';
import type { Environment } from './Environment';
export type Activation = {
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    license: string;
    kind: ActivationKind;
    name: string | null;
    app_version: string | null;
    ip: string | null;
    user_agent: string | null;
    /**
     * Device data sent at activation.
     */
    device_data: Record<string, any> | null;
    /**
     * Where the program runs, as it told when it last activated; null if it never did.
     */
    environment: Environment | null;
    /**
     * Processor cores, as the program told.
     */
    cores: number | null;
    /**
     * Memory in MB, as the program told.
     */
    memory_mb: number | null;
    check_count: number;
    /**
     * ID that the device received when it activated.
     */
    activation_id: string;
    license_key: string;
    /**
     * Reference of the product to which the seat belongs: the license's first product unless its seats count per product.
     */
    product: string;
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
     * ISO 8601.
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

