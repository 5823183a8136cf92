/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type CustomerRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * ID of the customer in another system, unique; null if none.
     */
    reference: string | null;
    /**
     * Name of the person or company.
     */
    name: string;
    /**
     * E-mail address; null if unknown.
     */
    email: string | null;
    /**
     * Company; null if none.
     */
    company: string | null;
    /**
     * Phone number, as free text; null if unknown.
     */
    phone: string | null;
    /**
     * Internal notes; empty by default.
     */
    notes: string;
    /**
     * Custom data; empty by default.
     */
    metadata: Record<string, unknown>;
    /**
     * News opted out at. ISO 8601.
     */
    news_opted_out_at: string | null;
    /**
     * Created for product.
     */
    created_for_product: string | null;
    /**
     * Group id.
     */
    group_id: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

