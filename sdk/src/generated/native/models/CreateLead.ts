/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadContact } from './LeadContact';
import type { OpenLeadStatus } from './OpenLeadStatus';
export type CreateLead = {
    /**
     * Name of the institution.
     */
    name: string;
    /**
     * Type of the institution, free text.
     */
    type: string;
    /**
     * Status, `new` by default. A lead becomes `converted` when it is converted into a customer.
     */
    status?: OpenLeadStatus | undefined;
    /**
     * City and country.
     */
    city?: string | undefined;
    website?: string | undefined;
    /**
     * Postal address.
     */
    address?: string | undefined;
    notes?: string | undefined;
    /**
     * Contacts, at most 50. The first one with an e-mail address becomes the customer's contact.
     */
    contacts?: Array<LeadContact> | undefined;
};

