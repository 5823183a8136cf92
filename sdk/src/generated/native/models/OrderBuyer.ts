/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type OrderBuyer = {
    /**
     * UUID of the customer.
     */
    id: string;
    /**
     * E-mail address; null if unknown.
     */
    email: string | null;
    /**
     * ID of the customer in the shop; null if unknown.
     */
    external_id: string | null;
    /**
     * Name of the person or company.
     */
    name: string;
};

