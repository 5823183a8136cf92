/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReportableRule } from './ReportableRule';
import type { TermStart } from './TermStart';
export type ActivationResult = {
    /**
     * Event that starts the term. Only present while it has not started: `valid_until` is still null.
     */
    starts_on?: TermStart | undefined;
    /**
     * Code with which the policy will refuse this call once it enforces what it reports now. Only present then.
     */
    would_be?: ReportableRule | undefined;
    /**
     * The product's page on which customers buy more, with its placeholders filled in. Only present if it has one.
     */
    upgrade_url?: string | undefined;
    /**
     * Page on which customers manage their licenses: the setting `mail.manage_url`, else the portal. Only present if there is one.
     */
    manage_url?: string | undefined;
    /**
     * Always true: refusals are errors.
     */
    success: boolean;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Expiration date; null if the license never expires. ISO 8601.
     */
    valid_until: string | null;
    /**
     * ID of the activation.
     */
    activation_id: string;
    /**
     * Only present, as false, if the policy lets the device run without a seat.
     */
    takes_seat?: boolean | undefined;
    /**
     * Codes of the features of the license that hold now.
     */
    features: Array<string>;
    /**
     * The answer as a compact JWS, which apps verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`. Contains
     * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
     * present with a nonce.
     */
    signed?: string | undefined;
};

