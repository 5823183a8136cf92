/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationKind } from './ActivationKind';
export type Activation = {
    id: string;
    /**
     * What the other APIs call its id.
     */
    number: number;
    license: string;
    kind: ActivationKind;
    name: string | null;
    app_version: string | null;
    ip: string | null;
    user_agent: string | null;
    /**
     * As the device described itself.
     */
    device_data: Record<string, any> | null;
    check_count: number;
    /**
     * As the device was told it.
     */
    activation_id: string;
    license_key: string;
    fingerprint: string;
    /**
     * When it last took its seat.
     */
    activated_at: string;
    /**
     * Its last sign of life.
     */
    last_seen_at: string;
    deactivated_at: string | null;
    /**
     * Whether it holds its seat now.
     */
    active: boolean;
};

