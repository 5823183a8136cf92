/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationKind } from './ActivationKind';
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
    check_count: number;
    /**
     * ID that the device received when it activated.
     */
    activation_id: string;
    license_key: string;
    fingerprint: string;
    /**
     * When the device last activated.
     */
    activated_at: string;
    /**
     * When the device last sent a check or a heartbeat.
     */
    last_seen_at: string;
    deactivated_at: string | null;
    /**
     * Whether the activation currently holds a seat.
     */
    active: boolean;
};

