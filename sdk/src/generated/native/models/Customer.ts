/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Customer = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * ID of the customer in another system, unique; null if none.
     */
    reference: string | null;
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
     * Custom data; empty by default.
     */
    metadata: Record<string, unknown>;
    /**
     * ID of the group that new licenses join.
     */
    group: string | null;
    /**
     * Name of the person or company.
     */
    name: string;
    /**
     * Internal notes; empty by default.
     */
    notes: string;
    /**
     * Whether the customer wants no news by e-mail.
     */
    news_opt_out: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
    /**
     * When it was deleted; null if it is not. ISO 8601.
     */
    archived_at: string | null;
    /**
     * Time until which it can be restored; null if it is not deleted. ISO 8601.
     */
    restorable_until: string | null;
};

