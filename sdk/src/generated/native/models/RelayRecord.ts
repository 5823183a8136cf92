/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type RelayRecord = {
    /**
     * ID of the relay.
     */
    id: string;
    /**
     * License.
     */
    license_id: string;
    /**
     * Name of the relay.
     */
    name: string;
    /**
     * Relay whose pool it shares.
     */
    partner_of: string | null;
    /**
     * Whether it is a server or a program.
     */
    kind: string;
    /**
     * Public key.
     */
    public_key: string;
    /**
     * Machine.
     */
    machine: string | null;
    /**
     * What is taken from the license while the relay is active.
     */
    pool: Record<string, unknown>;
    /**
     * Hours between renewals; null if it renews by file.
     */
    report_hours: number | null;
    /**
     * Term seconds.
     */
    term_seconds: number;
    /**
     * Certificate id.
     */
    certificate_id: string;
    /**
     * Former certificate id.
     */
    former_certificate_id: string | null;
    /**
     * Whether it may be renewed.
     */
    renews: boolean;
    /**
     * User or API key that issued it.
     */
    created_by: string | null;
    /**
     * When it was issued. ISO 8601.
     */
    created_at: string;
    /**
     * When its newest file was issued. ISO 8601.
     */
    certified_at: string;
    /**
     * When its pool comes back. ISO 8601.
     */
    expires_at: string;
    /**
     * When the pool was given back; null otherwise. ISO 8601.
     */
    released_at: string | null;
    /**
     * When the session ended; null while it is running. ISO 8601.
     */
    ended_at: string | null;
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

