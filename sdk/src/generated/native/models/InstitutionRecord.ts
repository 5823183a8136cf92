/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
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
    change?: EventChange | undefined;
};

