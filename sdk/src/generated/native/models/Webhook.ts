/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { WebhookDisabledReason } from './WebhookDisabledReason';
import type { WebhookFormat } from './WebhookFormat';
export type Webhook = {
    /**
     * UUID.
     */
    id: string;
    /**
     * References of the products whose events are sent; null: no limit. Deleted products are missing: an empty list means that nothing is sent.
     */
    products: Array<string> | null;
    /**
     * `native`: the event as `GET /api/v1/events` shows it. `license-manager`: body and headers of License Manager. `v2`: the body of the V2 license server.
     */
    format: WebhookFormat;
    /**
     * Version of the API in which events are written in the format `native`.
     */
    api_version: string;
    /**
     * Until when deliveries are also signed with the previous secret; null without one. ISO 8601.
     */
    previous_secret_expires_at: string | null;
    /**
     * First failed try since the last successful one; null if the last try succeeded. ISO 8601.
     */
    failing_since: string | null;
    /**
     * When the webhook was disabled; null if it is enabled. ISO 8601.
     */
    disabled_at: string | null;
    /**
     * `admin`: by a user. `gone`: it answered 410. `failing`: no try succeeded for three days.
     */
    disabled_reason: WebhookDisabledReason | null;
    /**
     * URL to which events are posted.
     */
    url: string;
    /**
     * Events that are sent: names, families such as `license.*`, or `*`.
     */
    events: Array<string>;
    /**
     * Internal note; empty by default.
     */
    description: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

