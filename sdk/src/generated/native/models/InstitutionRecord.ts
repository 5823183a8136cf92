/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InstitutionRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Name.
     */
    name: string;
    /**
     * Type.
     */
    type: string;
    /**
     * Status.
     */
    status: string;
    /**
     * City.
     */
    city: string;
    /**
     * Address of the website; null if unknown.
     */
    website: string;
    /**
     * Address.
     */
    address: string;
    /**
     * Notes.
     */
    notes: string;
    /**
     * Customer id.
     */
    customer_id: string | null;
    /**
     * Converted at. ISO 8601.
     */
    converted_at: string | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    /**
     * Contacts.
     */
    contacts: Array<Record<string, unknown>>;
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};

