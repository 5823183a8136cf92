/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeadContact = {
    /**
     * Name of the person. At most 255 characters.
     */
    name: string;
    /**
     * Role of the contact at the institution. At most 255 characters.
     */
    position?: string | undefined;
    /**
     * E-mail addresses, at most 10, stored in lower case.
     */
    emails?: Array<string> | undefined;
    /**
     * Phone numbers, at most 10.
     */
    phones?: Array<string> | undefined;
    /**
     * Id of an existing contact of the lead, whose omitted fields are unchanged; a new contact if omitted.
     */
    id?: string | undefined;
};

