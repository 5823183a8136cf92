/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A version of the entitlements and meters of a policy was published.
 */
export type PolicyVersionPublishedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy.version_published';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Policy id.
         */
        policy_id: string;
        /**
         * Name.
         */
        name: string;
        /**
         * Number of its newest version, with which licenses are issued; null if its entitlements and meters are those of its licenses.
         */
        published_version: number;
        /**
         * Note.
         */
        note: string | null;
        /**
         * Entitlements.
         */
        entitlements: Record<string, unknown>;
        /**
         * Meters.
         */
        meters: Record<string, unknown>;
        /**
         * Credits.
         */
        credits: Record<string, unknown>;
        /**
         * Rates.
         */
        rates: Record<string, unknown>;
        /**
         * Rates that replace `rates` at a time, or null.
         */
        next_rates: Record<string, unknown> | null;
        change?: EventChange | undefined;
    };
});

