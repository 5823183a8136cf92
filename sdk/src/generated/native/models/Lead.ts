/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Contact } from './Contact';
import type { LeadStatus } from './LeadStatus';
export type Lead = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * Progress of the lead.
     */
    status: LeadStatus;
    /**
     * The customer that the lead was converted into; null if there is none.
     */
    customer_id: string | null;
    /**
     * When the lead was converted to a customer; null if it was not. ISO 8601.
     */
    converted_at: string | null;
    /**
     * Increases with each change of the lead or its contacts.
     */
    revision: number;
    /**
     * Name of the institution.
     */
    name: string;
    /**
     * Type of the institution, such as `university`.
     */
    type: string;
    /**
     * City of the institution; null if unknown.
     */
    city: string;
    /**
     * Address of the website; null if unknown.
     */
    website: string;
    /**
     * Postal address of the institution; null if unknown.
     */
    address: string;
    /**
     * Internal notes; empty by default.
     */
    notes: string;
    /**
     * Contacts at the institution.
     */
    contacts: Array<Contact>;
    /**
     * Time of the latest activity; the time of creation if there is none. ISO 8601.
     */
    last_activity_at: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

