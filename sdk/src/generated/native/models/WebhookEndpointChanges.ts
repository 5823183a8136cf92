/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type WebhookEndpointChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Url.
     */
    url?: string | undefined;
    /**
     * Events.
     */
    events?: Array<string> | undefined;
    /**
     * Products.
     */
    products?: Array<string> | null | undefined;
    /**
     * Format.
     */
    format?: string | undefined;
    /**
     * Api version.
     */
    api_version?: string | undefined;
    /**
     * Description.
     */
    description?: string | undefined;
    /**
     * Previous secret expires at. ISO 8601.
     */
    previous_secret_expires_at?: string | null | undefined;
    /**
     * First failed try since the last successful one; null if the last try succeeded. ISO 8601.
     */
    failing_since?: string | null | undefined;
    /**
     * When the webhook was disabled; null if it is enabled. ISO 8601.
     */
    disabled_at?: string | null | undefined;
    /**
     * `admin`: by a user. `gone`: it answered 410. `failing`: no try succeeded for three days.
     */
    disabled_reason?: string | null | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

