/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type InstitutionChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Name.
     */
    name?: string | undefined;
    /**
     * Type.
     */
    type?: string | undefined;
    /**
     * Status.
     */
    status?: string | undefined;
    /**
     * City.
     */
    city?: string | undefined;
    /**
     * Address of the website; null if unknown.
     */
    website?: string | undefined;
    /**
     * Address.
     */
    address?: string | undefined;
    /**
     * Notes.
     */
    notes?: string | undefined;
    /**
     * Customer id.
     */
    customer_id?: string | null | undefined;
    /**
     * Converted at. ISO 8601.
     */
    converted_at?: string | null | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Contacts.
     */
    contacts?: Array<Record<string, unknown>> | undefined;
    change?: EventChange | undefined;
};

