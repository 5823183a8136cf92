/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type RelayChanges = {
    /**
     * ID of the relay.
     */
    id?: string | undefined;
    /**
     * License.
     */
    license_id: string;
    /**
     * Name of the relay.
     */
    name?: string | undefined;
    /**
     * Relay whose pool it shares.
     */
    partner_of?: string | null | undefined;
    /**
     * Whether it is a server or a program.
     */
    kind?: string | undefined;
    /**
     * Public key.
     */
    public_key?: string | undefined;
    /**
     * Machine.
     */
    machine?: string | null | undefined;
    /**
     * What is taken from the license while the relay is active.
     */
    pool?: Record<string, unknown> | undefined;
    /**
     * Hours between renewals; null if it renews by file.
     */
    report_hours?: number | null | undefined;
    /**
     * Term seconds.
     */
    term_seconds?: number | undefined;
    /**
     * Certificate id.
     */
    certificate_id?: string | undefined;
    /**
     * Former certificate id.
     */
    former_certificate_id?: string | null | undefined;
    /**
     * Whether it may be renewed.
     */
    renews?: boolean | undefined;
    /**
     * User or API key that issued it.
     */
    created_by?: string | null | undefined;
    /**
     * When it was issued. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * When its newest file was issued. ISO 8601.
     */
    certified_at?: string | undefined;
    /**
     * When its pool comes back. ISO 8601.
     */
    expires_at?: string | undefined;
    /**
     * When the pool was given back; null otherwise. ISO 8601.
     */
    released_at?: string | null | undefined;
    /**
     * When the session ended; null while it is running. ISO 8601.
     */
    ended_at?: string | null | undefined;
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

