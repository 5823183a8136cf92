/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StatisticsItem = {
    /**
     * UUID of the product, the policy or the customer; null for a version, a country or an entitlement.
     */
    id: string | null;
    /**
     * Name of the product, the policy or the customer; version, empty for apps that name none; ISO code of the country; or code of the entitlement. Null for a customer without a name.
     */
    name: string | null;
    /**
     * Reference of the product, its version or its entitlement; null for policies, countries and customers.
     */
    product: string | null;
    /**
     * Licenses; for a version or a country, those with a device. Null for customers.
     */
    licenses: number | null;
    /**
     * Licenses that are neither suspended nor expired, and have started. Null for customers.
     */
    usable_licenses: number | null;
    /**
     * Devices and domains that hold a seat. Null for customers.
     */
    devices: number | null;
    /**
     * Accepted activations in the span. Null for entitlements.
     */
    activations: number | null;
    /**
     * Results of calls by apps in the span: checks, activations, heartbeats, sessions, usage reports and downloads. Null for entitlements.
     */
    checks: number | null;
    /**
     * Answers that did not let the app run. Null for entitlements.
     */
    refused: number | null;
    /**
     * The last answer in the span; null if there was none. ISO 8601.
     */
    last_contact_at: string | null;
};

