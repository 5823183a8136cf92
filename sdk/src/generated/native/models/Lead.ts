/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Contact } from './Contact';
import type { LeadStatus } from './LeadStatus';
export type Lead = {
    id: string;
    number: number;
    status: LeadStatus;
    /**
     * The customer that the lead was converted into; null if there is none.
     */
    customer_id: string | null;
    /**
     * ISO 8601.
     */
    converted_at: string | null;
    /**
     * Increases with each change of the lead or its contacts.
     */
    revision: number;
    name: string;
    type: string;
    city: string;
    website: string;
    address: string;
    notes: string;
    contacts: Array<Contact>;
    /**
     * Time of the latest activity; the time of creation if there is none. ISO 8601.
     */
    last_activity_at: string;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

