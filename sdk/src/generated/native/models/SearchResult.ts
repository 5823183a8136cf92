/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SearchType } from './SearchType';
export type SearchResult = {
    /**
     * Kind of what was found.
     */
    type: SearchType;
    /**
     * ID of the object, as other calls of this API take it.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * Status of the row; null for customers and groups.
     */
    status: string | null;
    /**
     * Name, license key, device name or fingerprint, or identifier.
     */
    title: string;
    /**
     * E-mail address or company of a customer, name of a license's customer, license key of a device, type of a resource, city or
     * type of a lead, reference of a product, e-mail address, domain or product of a trial, customer of an order; empty if there
     * is none.
     */
    subtitle: string;
    /**
     * Path of the row in this API.
     */
    url: string;
};

