/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * An API key expires soon; says in how many days.
 */
export type ApiKeyExpiringEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'api_key.expiring';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Name.
         */
        name: string;
        /**
         * Expires at. ISO 8601.
         */
        expires_at: string;
        /**
         * Warning days.
         */
        warning_days: number;
        /**
         * Days until expiry.
         */
        days_until_expiry: number;
        change?: EventChange | undefined;
    };
});

