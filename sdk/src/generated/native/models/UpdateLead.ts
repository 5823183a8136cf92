/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadContact } from './LeadContact';
import type { OpenLeadStatus } from './OpenLeadStatus';
export type UpdateLead = {
    /**
     * Name of the institution. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Type of the institution, free text. At most 64 characters.
     */
    type?: string | undefined;
    /**
     * Status, `new` by default. A lead becomes `converted` when it is converted into a customer.
     */
    status?: OpenLeadStatus | undefined;
    /**
     * City and country. At most 255 characters.
     */
    city?: string | undefined;
    /**
     * At most 255 characters.
     */
    website?: string | undefined;
    /**
     * Postal address. At most 1,000 characters.
     */
    address?: string | undefined;
    /**
     * At most 2,000 characters.
     */
    notes?: string | undefined;
    /**
     * Contacts, at most 50. The first one with an e-mail address becomes the customer's contact.
     */
    contacts?: Array<LeadContact> | undefined;
    /**
     * Revision that the change is based on: if the lead has another one, the answer is 409. Not checked if omitted. 1 to 2,147,483,647.
     */
    revision?: number | undefined;
};

