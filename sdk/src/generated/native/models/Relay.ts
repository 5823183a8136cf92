/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelayKind } from './RelayKind';
import type { RelayPool } from './RelayPool';
import type { RelayStatus } from './RelayStatus';
export type Relay = {
    /**
     * ID of the relay.
     */
    id: string;
    /**
     * License whose pool it serves.
     */
    license: string;
    /**
     * Whether it is a server or a program.
     */
    kind: RelayKind;
    /**
     * Whether its pool is away.
     */
    status: RelayStatus;
    /**
     * What is taken from the license while the relay is active.
     */
    pool: RelayPool;
    /**
     * Relay whose pool it shares.
     */
    partner_of: string | null;
    /**
     * Hours between renewals; null if it renews by file.
     */
    report_hours: number | null;
    /**
     * When the pool was given back; null otherwise. ISO 8601.
     */
    released_at: string | null;
    /**
     * User or API key that issued it.
     */
    created_by: string | null;
    /**
     * Name of the relay.
     */
    name: string;
    /**
     * Public Ed25519 key of the relay, in base64url.
     */
    key: string;
    /**
     * Whether only one machine may run it.
     */
    is_bound: boolean;
    /**
     * Whether it may be renewed.
     */
    renews: boolean;
    /**
     * When its pool comes back. ISO 8601.
     */
    expires_at: string;
    /**
     * When its newest file was issued. ISO 8601.
     */
    certified_at: string;
    /**
     * When it was issued. ISO 8601.
     */
    created_at: string;
};

