/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { WebhookFormat } from './WebhookFormat';
export type Webhook = {
    id: string;
    /**
     * `native`: the event as `GET /api/v1/events` shows it. `v2`: the body of the V2 license server. `license-manager`: body and headers of License Manager.
     */
    format: WebhookFormat;
    /**
     * Until when deliveries are also signed with the previous secret; null without one. ISO 8601.
     */
    previous_secret_expires_at: string | null;
    /**
     * First failed try since the last successful one; null if the last try succeeded. ISO 8601.
     */
    failing_since: string | null;
    /**
     * ISO 8601.
     */
    disabled_at: string | null;
    /**
     * `admin`: by a user. `gone`: it answered 410. `failing`: no try succeeded for three days.
     */
    disabled_reason: 'admin' | 'gone' | 'failing' | null;
    url: string;
    events: Array<string>;
    description: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

