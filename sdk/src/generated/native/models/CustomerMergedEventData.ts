/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type CustomerMergedEventData = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * ID of the customer in another system, unique; null if none.
     */
    reference?: string | null | undefined;
    /**
     * Name of the person or company.
     */
    name?: string | undefined;
    /**
     * E-mail address; null if unknown.
     */
    email?: string | null | undefined;
    /**
     * Company; null if none.
     */
    company?: string | null | undefined;
    /**
     * Phone number, as free text; null if unknown.
     */
    phone?: string | null | undefined;
    /**
     * Internal notes; empty by default.
     */
    notes?: string | undefined;
    /**
     * Custom data; empty by default.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * News opted out at. ISO 8601.
     */
    news_opted_out_at?: string | null | undefined;
    /**
     * Created for product.
     */
    created_for_product?: string | null | undefined;
    /**
     * Group id.
     */
    group_id?: string | null | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Merged customer ids.
     */
    merged_customer_ids: Array<string>;
    change?: EventChange | undefined;
};

