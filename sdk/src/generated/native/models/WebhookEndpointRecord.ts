/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type WebhookEndpointRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Url.
     */
    url: string;
    /**
     * Events.
     */
    events: Array<string>;
    /**
     * Products.
     */
    products: Array<string> | null;
    /**
     * Format.
     */
    format: string;
    /**
     * Api version.
     */
    api_version: string;
    /**
     * Description.
     */
    description: string;
    /**
     * Previous secret expires at. ISO 8601.
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
    disabled_reason: string | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

