/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type TrialRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Reference of the product.
     */
    product: string | null;
    /**
     * License id.
     */
    license_id: string | null;
    /**
     * Device fingerprint; null if the trial began with an e-mail.
     */
    fingerprint: string | null;
    /**
     * E-mail address of the request; null if none.
     */
    email: string | null;
    /**
     * Mailbox.
     */
    mailbox: string | null;
    /**
     * Domain of the request; null if none.
     */
    domain: string | null;
    /**
     * When the trial was requested. ISO 8601.
     */
    requested_at: string;
    /**
     * When the request was verified; null if it was not. ISO 8601.
     */
    verified_at: string | null;
    /**
     * When the trial license was issued; null if it was not. ISO 8601.
     */
    granted_at: string | null;
    /**
     * End of the trial, or when its license was stopped or deleted; null if it never ends or is not granted. ISO 8601.
     */
    ends_at: string | null;
    /**
     * When its license became a full one; null if it did not. ISO 8601.
     */
    converted_at: string | null;
    change?: EventChange | undefined;
};

